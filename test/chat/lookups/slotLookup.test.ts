import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { findSlot } from "../../../src/chat/lookups/slotLookup.ts"
import { makeModel } from "../../../src/constraints/Model.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { school } from "../../support/school.ts"

const demo = makeModel(demoBody(demoTimetable))
const slot = (asked: string, model = demo) =>
  Either.match(findSlot(model, asked, "to"), { onLeft: ({ code }) => code, onRight: found => found })

describe("a time of the week", () => {
  it.each([
    ["tuesday 3", 10],
    ["Tue 3", 10],
    ["TUES, period 3", 10],
    ["tuesday p3", 10],
    ["tuesday 10:30", 10],
    ["tuesday 11:19", 10],
    ["Monday lunch", 4],
    ["friday 7", 39]
  ])("%s is understood", (asked, found) => {
    expect(slot(asked)).toBe(found)
  })

  it.each([
    "tuesday",
    "3",
    "tuesday 8",
    "t 3",
    "sunday 1",
    "tuesday 11:22",
    "",
    "tuesday 3 4",
    "tuesday -3",
    "tuesday period -3"
  ])("%s is asked back", asked => {
    expect(slot(asked)).toBe("not_found")
  })

  it("is asked back with the days and periods that there are", () => {
    expect(Either.getLeft(findSlot(demo, "moonday 3", "slot"))).toMatchObject({
      value: {
        message:
          '"moonday 3" is no time of this week. Say a day and a period, e.g. "Monday 1". Days: Monday, Tuesday, Wednesday, Thursday, Friday. Periods: 1, 2, 3, 4, Lunch, 5, 6, 7.',
        issues: [{ path: "parameters.slot", message: "a day and a period" }]
      }
    })
  })

  it("may have a day and a period of several words, or a period of its own name", () => {
    const odd = makeModel(school({ days: ["Day 1", "Day 2"], periods: ["Early bird", "2"] }))
    expect(slot("day 2 early bird", odd)).toBe(2)
    expect(slot("Day 1 2", odd)).toBe(1)
    const long = makeModel(school({ days: ["Mo"], periods: ["Period 2", "Period 3/Break", "Period 4/Break"] }))
    expect([slot("mo 3", long), slot("mo period 3", long), slot("mo break", long)]).toEqual([1, 1, "not_found"])
    const xhstt = makeModel(school({ days: ["Mo"], periods: ["Mo_1", "Mo_2"] }))
    expect(slot("Mo_2", xhstt)).toBe(1)
  })
})
