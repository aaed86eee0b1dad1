import { inflateRawSync } from "node:zlib"
import { Trouble } from "./UnreadableFile.ts"

/** What an archive may hold: enough for a school's CSV files, too little for a bomb. */
const mostFiles = 64
const mostBytes = 32 * 1024 * 1024

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const longestComment = 0xffff
const stored = 0
const deflated = 8

const trouble = (reason: string): Trouble => new Trouble({ line: null, reason })

/**
 * The files of a ZIP archive by their last name, folders left out; what macOS adds to archives is passed over. Source:
 * PKWARE's APPNOTE 6.3, 4.3. Throws Trouble.
 */
export const readZip = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  try {
    return filesOf(bytes)
  } catch (error) {
    // Lengths and places that point outside of the archive, and streams that do not inflate.
    throw error instanceof Trouble ? error : trouble("the archive is damaged")
  }
}

const filesOf = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostFiles) throw trouble(`the archive holds more than ${mostFiles} files`)
  const files = new Map<string, Uint8Array>()
  let left = mostBytes
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== entrySignature) throw trouble("the archive is damaged")
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => view.getUint16(at + offset, true))
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    const name = path.split("/").at(-1) ?? ""
    if (name !== "" && !path.startsWith("__MACOSX/")) {
      if (files.has(name)) throw trouble(`the archive holds two files "${name.slice(0, 80)}"`)
      const content = contentOf(bytes, view, at, left)
      left -= content.length
      files.set(name, content)
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return files
}

/** The end of an archive is found from behind: a comment may follow it. */
const endOf = (view: DataView): number => {
  const first = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= first; at--) if (view.getUint32(at, true) === endSignature) return at
  throw trouble("the archive is cut off")
}

const contentOf = (bytes: Uint8Array, view: DataView, entry: number, most: number): Uint8Array => {
  const isEncrypted = (view.getUint16(entry + 8, true) & 1) === 1
  const method = view.getUint16(entry + 10, true)
  if (isEncrypted) throw trouble("the archive is encrypted")
  if (method !== stored && method !== deflated)
    throw trouble("the archive is compressed in a way that is not known here")
  const local = view.getUint32(entry + 42, true)
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const packed = bytes.subarray(from, from + view.getUint32(entry + 20, true))
  // The sizes that an archive states are claims: what comes out is counted.
  const isTooLarge = method === stored ? packed.length > most : view.getUint32(entry + 24, true) > most
  if (isTooLarge || most === 0) throw trouble("the files of the archive are larger than 32 MiB together")
  return method === stored ? packed : inflateRawSync(packed, { maxOutputLength: most })
}
