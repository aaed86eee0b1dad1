import { DateTime, Effect } from "effect"
import { describe, expect, it } from "vitest"
import {
  parseDate,
  plusDays,
  readDate,
  readSince,
  startOf,
  today,
  weekdayOf,
  weekdaysOf
} from "../../../src/chat/answering/calendar.ts"
import { Stamp } from "../../../src/chat/Stamp.ts"
import { makeModel } from "../../../src/constraints/Model.ts"
import { demoSchool } from "../../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import { layerMemory } from "../../../src/schedule/ScheduleRepoMemory.ts"
import { CalendarDate } from "../../../src/timetable/Substitution.ts"
import { school } from "../../support/school.ts"

const date = (text: string) => CalendarDate.make(text)
const london = DateTime.zoneUnsafeMakeNamed("Europe/London")
const monday = date("2026-11-23")

describe("dates of a school", () => {
  it("know their weekday and their neighbours, over the end of a year and of February", () => {
    expect(weekdayOf(monday)).toBe(0)
    expect(weekdayOf(date("2026-11-29"))).toBe(6)
    expect(plusDays(date("2026-12-31"), 1)).toBe("2027-01-01")
    expect(plusDays(date("2028-03-01"), -1)).toBe("2028-02-29")
  })

  it("begin at midnight of the school's zone, also on the day the clocks change", () => {
    expect(new Date(startOf(monday, london)).toISOString()).toBe("2026-11-23T00:00:00.000Z")
    expect(new Date(startOf(date("2026-07-01"), london)).toISOString()).toBe("2026-06-30T23:00:00.000Z")
    expect(new Date(startOf(date("2026-10-25"), london)).toISOString()).toBe("2026-10-24T23:00:00.000Z")
  })

  it("is the next one from the first millisecond after midnight there, asked at once before and after", async () => {
    const zones = { "Europe/London": "2026-07-01T23:00:00.000Z", "Asia/Tokyo": "2026-07-01T15:00:00.000Z" }
    for (const [timeZone, text] of Object.entries(zones)) {
      const midnight = Date.parse(text)
      const dateAt = (millis: number) =>
        Effect.gen(function* () {
          yield* (yield* ScheduleRepo).putSchool({ ...demoSchool, timeZone })
          return (yield* today(demoSchool.id)).date
        }).pipe(
          Effect.provideService(Stamp, { id: () => "", millis: () => millis, now: () => "" }),
          Effect.provide(layerMemory),
          Effect.runPromise
        )
      expect([await dateAt(midnight - 1), await dateAt(midnight), await dateAt(midnight - 1)]).toEqual([
        "2026-07-01",
        "2026-07-02",
        "2026-07-01"
      ])
    }
  })

  it.each([
    ["today", "2026-11-23"],
    ["Tomorrow", "2026-11-24"],
    [" 2026-12-24 ", "2026-12-24"],
    ["2026-02-30", undefined],
    ["2026-2-3", undefined],
    ["0000-01-01", undefined],
    ["monday", undefined]
  ])("%s is %s", (asked, found) => {
    expect(readDate(asked, monday)).toBe(found)
  })

  it("are days of the calendar, or nothing", () => {
    expect(parseDate("2027-02-29")).toBeUndefined()
    expect(parseDate("2028-02-29")).toBe("2028-02-29")
  })

  const now = { date: date("2026-07-02"), zone: london, millis: Date.UTC(2026, 6, 2, 9) }
  it.each([
    ["today", "2026-07-01T23:00:00.000Z"],
    ["yesterday", "2026-06-30T23:00:00.000Z"],
    ["2 days", "2026-06-30T09:00:00.000Z"],
    ["3 hours ago", "2026-07-02T06:00:00.000Z"],
    ["1 week", "2026-06-25T09:00:00.000Z"],
    ["2026-06-01", "2026-05-31T23:00:00.000Z"]
  ])("since %s begins at %s", (asked, at) => {
    expect(new Date(readSince(asked, now) ?? 0).toISOString()).toBe(at)
  })

  it.each(["soon", "2 fortnights", "99999 days", "2026-13-01", ""])("since «%s» is not understood", asked => {
    expect(readSince(asked, now)).toBeUndefined()
  })

  it("fall on the days of the grid by their names, else counted from Monday", () => {
    const weekdays = (...days: ReadonlyArray<string>) => weekdaysOf(makeModel(school({ days })))
    expect(weekdays("Sunday", "Monday", "Tuesday")).toEqual([6, 0, 1])
    expect(weekdays("A", "B")).toEqual([0, 1])
    expect(weekdays("Monday", "Monday late")).toEqual([0, 1])
  })
})
