import { describe, expect, it } from "vitest"
import { anyTime, parseTimeOfDay, slotsOf, type TimeOfDay } from "../../src/timetable/TimeFilter.ts"
import type { WeekGrid } from "../../src/timetable/WeekGrid.ts"

const period = (name: string, start: string | null = null, end: string | null = null, isBreak = false) => ({
  name,
  start,
  end,
  isBreak
})
const day = (name: string, periods: ReadonlyArray<ReturnType<typeof period>>) => ({
  name,
  shortName: name.slice(0, 2),
  periods
})

/** Friday is shorter, and has its lunch as a second break. */
const timed: WeekGrid = {
  days: [
    day("Monday", [
      period("1", "08:00", "08:45"),
      period("Break", "08:45", "09:00", true),
      period("2", "09:00", "09:45"),
      period("3", "12:00", "12:45"),
      period("4", "13:00", "13:45")
    ]),
    day("Friday", [period("1", "08:00", "08:45"), period("2", "09:00", "09:45")])
  ]
}
const untimed: WeekGrid = {
  days: [
    day(
      "Monday",
      ["1", "2", "3", "4", "5"].map(name => period(name))
    )
  ]
}
const withBreaks: WeekGrid = {
  days: [
    day("Monday", [
      period("1"),
      period("Break", null, null, true),
      period("2"),
      period("3"),
      period("Lunch", null, null, true),
      period("4")
    ])
  ]
}

const slots = (grid: WeekGrid, time: TimeOfDay, on: number | null = null) => [
  ...(slotsOf(grid, { ...anyTime, time, day: on }) ?? [])
]

describe("a time of day", () => {
  it.each([
    ["morning", "morning"],
    ["Before lunch", "morning"],
    ["AM", "morning"],
    ["Nachmittag", "afternoon"],
    ["pm", "afternoon"],
    ["10:15", { from: 615, to: 616 }],
    ["9.05", { from: 545, to: 546 }],
    ["09:00-11:30", { from: 540, to: 690 }],
    ["9:00 – 11:30", { from: 540, to: 690 }],
    ["11:30-09:00", undefined],
    ["9:00-9:00", undefined],
    ["24:00", undefined],
    ["10:60", undefined],
    ["8:00-9:00-10:00", undefined],
    ["noonish", undefined],
    ["", undefined]
  ])("%s is %j", (text, expected) => {
    expect(parseTimeOfDay(text)).toEqual(expected)
  })

  it("splits the day at noon where bell times are known", () => {
    expect(slots(timed, "morning")).toEqual([0, 1, 2, 5, 6])
    expect(slots(timed, "afternoon")).toEqual([3, 4])
    expect(slots(timed, "afternoon", 1)).toEqual([])
  })

  it("splits at the last break, or in the middle, where they are not", () => {
    expect([slots(withBreaks, "morning"), slots(withBreaks, "afternoon")]).toEqual([
      [0, 1, 2, 3],
      [4, 5]
    ])
    expect([slots(untimed, "morning"), slots(untimed, "afternoon")]).toEqual([
      [0, 1, 2],
      [3, 4]
    ])
  })

  it("as a moment means what goes on then, as a span all that touches it", () => {
    expect(slots(timed, { from: 540, to: 541 })).toEqual([2, 6])
    expect(slots(timed, { from: 585, to: 586 })).toEqual([])
    expect(slots(timed, { from: 524, to: 541 }, 0)).toEqual([0, 1, 2])
    expect(slots(untimed, { from: 0, to: 1_439 })).toEqual([])
  })

  it("narrows together with the day and the period", () => {
    expect(slotsOf(timed, anyTime)).toBeNull()
    expect(slotsOf(timed, { day: 1, time: null, period: "2" })).toEqual(new Set([6]))
    expect(slotsOf(timed, { day: null, time: null, period: "2" })).toEqual(new Set([2, 6]))
    expect(slotsOf(timed, { day: null, time: "afternoon", period: "2" })).toEqual(new Set())
  })
})
