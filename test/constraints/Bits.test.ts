import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Bits, countBits, lowest } from "../../src/constraints/Bits.ts"

const flags = 75
const marks = fc.array(fc.record({ row: fc.nat(2), at: fc.nat(flags - 1), on: fc.boolean() }), { maxLength: 120 })

describe("rows of flags", () => {
  it("are read 32 at a time, and searched, as if each stood alone", () => {
    fc.assert(
      fc.property(marks, all => {
        const bits = new Bits(3, flags)
        const set = new Set<string>()
        for (const { row, at, on } of all) {
          if (on) bits.set(row, at)
          else bits.clear(row, at)
          if (on) set.add(`${row};${at}`)
          else set.delete(`${row};${at}`)
        }
        const isSet = (row: number, at: number): boolean => set.has(`${row};${at}`)
        for (let row = 0; row < 3; row++)
          for (let at = 0; at < flags; at++) {
            const ahead = Array.from({ length: flags - at }, (_, i) => at + i).filter(place => isSet(row, place))
            const word = ahead.filter(place => place < at + 32).reduce((sum, place) => sum | (1 << (place - at)), 0)
            expect(bits.from(row, at)).toBe(word)
            expect(bits.nextFrom(row, at)).toBe(ahead[0] ?? -1)
          }
      }),
      { numRuns: 40 }
    )
  })

  it("are counted, and the lowest is found, in a word with its sign bit too", () => {
    expect([0, 1, -1, -(2 ** 31), 0b1011].map(countBits)).toEqual([0, 1, 32, 1, 3])
    expect([1, -1, -(2 ** 31), 0b1010_0000].map(lowest)).toEqual([0, 0, 31, 5])
  })
})
