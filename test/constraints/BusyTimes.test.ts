import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { BusyTimes, marks } from "../../src/constraints/BusyTimes.ts"

/** Weeks of two resources, some longer than a machine word, some exactly as long as one. */
const anyWeek = fc.constantFrom(1, 31, 32, 33, 40, 64, 100).chain(slots =>
  fc.record({
    slots: fc.constant(slots),
    toggles: fc.array(fc.tuple(fc.nat(1), fc.nat(slots - 1)), { maxLength: 60 }),
    range: fc.tuple(fc.nat(slots), fc.nat(slots)),
    marked: fc.subarray(Array.from({ length: slots }, (_, slot) => slot))
  })
)

describe("busy times", () => {
  it("answer for any stretch of the week what a list of the busy slots answers", () => {
    fc.assert(
      fc.property(anyWeek, ({ slots, toggles, range, marked }) => {
        const times = new BusyTimes(2, slots)
        const busy = [new Set<number>(), new Set<number>()]
        for (const [row, slot] of toggles) {
          if (busy[row]?.delete(slot)) times.clear(row, slot)
          else {
            busy[row]?.add(slot)
            times.set(row, slot)
          }
        }
        const [from, to] = [Math.min(...range), Math.max(...range)]
        const open = marks(slots, slot => marked.includes(slot))
        busy.forEach((all, row) => {
          const inside = [...all].filter(slot => slot >= from && slot < to).sort((a, b) => a - b)
          expect({
            count: times.count(row, from, to),
            first: times.first(row, from, to),
            last: times.last(row, from, to),
            free: times.countFree(row, from, to, open)
          }).toEqual({
            count: inside.length,
            first: inside[0] ?? -1,
            last: inside.at(-1) ?? -1,
            free: marked.filter(slot => slot >= from && slot < to && !all.has(slot)).length
          })
        })
      })
    )
  })
})
