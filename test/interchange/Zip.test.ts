import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Trouble } from "../../src/interchange/UnreadableFile.ts"
import { readZip } from "../../src/interchange/Zip.ts"
import { zipped } from "../support/zipped.ts"

const name = fc.stringMatching(/^[a-z]{1,8}\.[a-z]{3}$/)

describe("a ZIP archive", () => {
  it("gives back what was packed", () => {
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: "grapheme" }), { minKeys: 1 }), files => {
        const read = [...readZip(zipped(files))].map(([file, bytes]) => [file, new TextDecoder().decode(bytes)])
        expect(Object.fromEntries(read)).toEqual({ ...files })
      })
    )
  })

  it("that is anything at all is refused in words, never otherwise", () => {
    const packed = zipped({ "a.fet": "<fet/>", "b.csv": "1,2" })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1 }), changes => {
        const broken = packed.slice()
        for (const [at, byte] of changes) broken[at] = byte
        try {
          expect(readZip(broken)).toBeInstanceOf(Map)
        } catch (error) {
          expect(error).toBeInstanceOf(Trouble)
        }
      })
    )
  })
})
