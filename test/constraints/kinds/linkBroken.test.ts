import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const ids = ["pe-a", "pe-b", "pe-c", "pe-d"]
const linked = (parameters = {}) => constraint("link_broken", { scope: { on: "lessons", ids }, parameters })

const pe = (a: string, b: string, c: string): Story => ({
  lessons: {
    "pe-a": { subject: "PE", classes: ["9A"], at: a },
    "pe-b": { subject: "PE", classes: ["9B"], at: b },
    "pe-c": { subject: "PE", classes: ["9C"], at: c },
    "pe-d": { subject: "PE", classes: ["9D"] }
  }
})

describe("link_broken", () => {
  it("counts the placed lessons that do not start where most do, in one finding", () => {
    const story = pe("Monday 1", "Tuesday 3", "Monday 1")
    expect(find(story, linked())).toEqual([
      { deviation: 1, lessons: ["pe-a", "pe-b", "pe-c"], resources: [], slots: ["Monday 1", "Tuesday 3"] }
    ])
    expect(messages(story, linked())).toEqual([
      "9A PE, 9B PE and 9C PE should start together, but start on Monday, period 1 and Tuesday, period 3"
    ])
  })

  it("is content when they start together", () => {
    expect(find(pe("Monday 1", "Monday 1", "Monday 1"), linked())).toEqual([])
  })

  it("can ask for the same day or the same period only", () => {
    const sameDay = pe("Monday 1", "Monday 2", "Monday 3")
    const samePeriod = pe("Monday 1", "Tuesday 1", "Friday 1")
    expect(find(sameDay, linked({ same: "day" }))).toEqual([])
    expect(find(samePeriod, linked({ same: "period" }))).toEqual([])
    expect(messages(samePeriod, linked({ same: "day" }))).toEqual([
      "9A PE, 9B PE and 9C PE should be on the same day, but are on Monday, Tuesday and Friday"
    ])
    expect(find(sameDay, linked({ same: "period" })).map(({ deviation }) => deviation)).toEqual([2])
  })

  it("refuses to link a whole school, and links of another sort", () => {
    expect(refusal(pe("Monday 1", "Monday 1", "Monday 1"), constraint("link_broken"))).toEqual({
      path: "scope.on",
      reason: "applies to lessons, not to school"
    })
    expect(refusal(pe("Monday 1", "Monday 1", "Monday 1"), linked({ same: "room" }))).toEqual({
      path: "parameters.same",
      reason: 'none of its values; takes same, "slot", "day" or "period"'
    })
  })
})
