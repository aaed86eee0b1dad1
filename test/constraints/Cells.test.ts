import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Cells, free, noRoom, severalRooms } from "../../src/constraints/Cells.ts"

const resources = 2
const weeks = 2
const slots = 5

/** Stays of lessons 0 … 5 at a resource, in a week, for some slots: at most one for each lesson. */
const anyStays = fc.uniqueArray(
  fc.record({
    lesson: fc.nat(5),
    resource: fc.nat(resources - 1),
    week: fc.nat(weeks - 1),
    from: fc.nat(slots - 1),
    length: fc.integer({ min: 1, max: slots })
  }),
  { selector: ({ lesson }) => lesson }
)

const add = (cells: Cells, stay: { resource: number; week: number; from: number; length: number; lesson: number }) =>
  cells.add(stay.resource, stay.week, stay.from, Math.min(slots, stay.from + stay.length), stay.lesson)

const remove = (cells: Cells, stay: { resource: number; week: number; from: number; length: number; lesson: number }) =>
  cells.remove(stay.resource, stay.week, stay.from, Math.min(slots, stay.from + stay.length), stay.lesson)

describe("cells", () => {
  it("know who is where, in ascending order, whoever came first and whoever left again", () => {
    fc.assert(
      fc.property(anyStays, fc.array(fc.nat(5)), (stays, leaving) => {
        const cells = new Cells(resources, weeks, slots)
        for (const stay of stays) add(cells, stay)
        for (const stay of stays) if (leaving.includes(stay.lesson)) remove(cells, stay)
        const left = stays.filter(({ lesson }) => !leaving.includes(lesson))
        for (let resource = 0; resource < resources; resource++) {
          const crowded: Array<number> = []
          for (let time = 0; time < weeks * slots; time++) {
            const here = left
              .filter(stay => stay.resource === resource && stay.week === Math.floor(time / slots))
              .filter(({ from, length }) => from <= time % slots && time % slots < from + length)
              .map(({ lesson }) => lesson)
              .sort((a, b) => a - b)
            const room = here.length === 0 ? free : here.length === 1 ? noRoom : severalRooms
            expect([cells.count(resource, time), cells.at(resource, time), cells.room(resource, time)]).toEqual([
              here.length,
              here,
              room
            ])
            if (here.length > 1) crowded.push(time)
          }
          const found: Array<number> = []
          for (let at = cells.crowdedFrom(resource, 0); at >= 0; at = cells.crowdedFrom(resource, at + 1))
            found.push(at)
          expect(found).toEqual(crowded)
        }
      })
    )
  })

  it("tell of each of several lessons in which room it is held, and of a lesson alone that it knows better", () => {
    const cells = new Cells(1, 1, slots)
    cells.add(0, 0, 2, 3, 7, 4)
    expect(cells.held(cells.first(0, 2))).toBe(severalRooms)
    cells.add(0, 0, 2, 3, 5, noRoom)
    cells.add(0, 0, 2, 3, 9, severalRooms)
    const five = cells.first(0, 2)
    const seven = cells.next(five)
    expect([five, seven, cells.next(seven)].map(node => [cells.lesson(node), cells.held(node)])).toEqual([
      [5, noRoom],
      [7, 4],
      [9, severalRooms]
    ])
    cells.remove(0, 0, 2, 3, 9)
    cells.remove(0, 0, 2, 3, 5)
    expect([cells.at(0, 2), cells.room(0, 2)]).toEqual([[7], 4])
  })

  it("are as before, to the last bit, when what came is taken back, the last first", () => {
    fc.assert(
      fc.property(anyStays, fc.nat(6), (stays, n) => {
        const cells = new Cells(resources, weeks, slots)
        for (const stay of stays.slice(0, n)) add(cells, stay)
        const later = stays.slice(n)
        const comeAndGo = () => {
          for (const stay of later) add(cells, stay)
          for (const stay of [...later].reverse()) remove(cells, stay)
        }
        // Once for the pool to grow to what it needs.
        comeAndGo()
        const before = cells.snapshot()
        comeAndGo()
        expect(cells.snapshot()).toEqual(before)
      })
    )
  })
})
