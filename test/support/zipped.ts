import { crc32, deflateRawSync } from "node:zlib"

/** A ZIP archive of these files, as packers make them: deflated, sizes in the entry and in the directory. */
export const zipped = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> => {
  const parts: Array<Buffer> = []
  const entries: Array<Buffer> = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(checksum(plain), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(plain.length, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), about, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), about, tail, Buffer.from(name)]))
    parts.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return new Uint8Array(Buffer.concat([...parts, directory, Buffer.from("PK\u0005\u0006"), end]))
}

/** No reader of ours looks at it; `crc32` came to Node with 20.15. */
const checksum = (bytes: Uint8Array): number => (typeof crc32 === "function" ? crc32(bytes) : 0)
