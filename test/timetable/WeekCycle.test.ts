import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { allWeeks, everyWeek, weekOf } from "../../src/timetable/WeekCycle.ts"

const ab = { length: 2, anchor: "2020-09-02", labels: ["A", "B"] }
const daysFrom = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

describe("the week of a cycle", () => {
  it("begins on Monday; the anchor may be any day of week 0", () => {
    const around = ["2020-08-30", "2020-08-31", "2020-09-02", "2020-09-06", "2020-09-07"]
    expect(around.map(date => weekOf(ab, date))).toEqual([1, 0, 0, 0, 1])
  })

  it("keeps taking turns over a year of 53 weeks, where ISO parity does not", () => {
    // 2020 had a week 53; the week after it is week 1 of 2021: odd after odd.
    expect(["2020-12-21", "2020-12-28", "2021-01-04", "2021-01-11"].map(date => weekOf(ab, date))).toEqual([0, 1, 0, 1])
  })

  it("counts back before the anchor, and over the turn of 1970", () => {
    expect(
      ["1970-01-01", "1969-12-29", "1969-12-28"].map(date => weekOf({ ...ab, anchor: "1970-01-01" }, date))
    ).toEqual([0, 0, 1])
  })

  it("is the same on all days of a week, the next one after seven days, and round after the whole cycle", () => {
    const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map(days => daysFrom("2020-01-06", days))
    const anyLength = fc.integer({ min: 1, max: 8 })
    fc.assert(
      fc.property(anyDay, anyDay, anyLength, (anchor, date, length) => {
        const cycle = { length, anchor, labels: [] }
        const week = weekOf(cycle, date)
        expect(week).toBeGreaterThanOrEqual(0)
        expect(weekOf(cycle, anchor)).toBe(0)
        expect(weekOf(cycle, daysFrom(date, 7))).toBe((week + 1) % length)
        expect(weekOf(cycle, daysFrom(date, 7 * length))).toBe(week)
        const monday = daysFrom(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))
        expect(weekOf(cycle, monday)).toBe(week)
      })
    )
  })

  it("has a mask with a bit for each week", () => {
    expect([allWeeks(everyWeek), allWeeks(ab)]).toEqual([1, 3])
  })
})
