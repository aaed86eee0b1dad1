import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const maths = (...times: ReadonlyArray<string>): Story => ({
  lessons: {
    ...Object.fromEntries(
      times.map((at, i) => [`maths-${i + 1}`, { course: "9A Maths", subject: "Maths", classes: ["9A"], at }])
    ),
    art: { subject: "Art", classes: ["9A"], at: "Monday 6" }
  }
})
const spread = (parameters = {}) => constraint("subject_spread", { hard: false, weight: 0.95, parameters })

describe("subject_spread", () => {
  it("wants lessons of a course on different days", () => {
    const story = maths("Monday 1", "Monday 4", "Tuesday 1")
    expect(find(story, spread())).toEqual([
      { deviation: 1, lessons: ["maths-1", "maths-2"], resources: [], slots: ["Monday 1", "Monday 4"] }
    ])
    expect(messages(story, spread())).toEqual([
      "Two lessons of 9A Maths should be on different days, but are 1 day too close: Monday, period 1 and Monday, period 4"
    ])
  })

  it("counts for every pair the days that it lacks, as FET does", () => {
    const story = maths("Monday 1", "Tuesday 1", "Friday 1")
    expect(find(story, spread({ min_days: 4 })).map(({ deviation, lessons }) => [deviation, ...lessons])).toEqual([
      [3, "maths-1", "maths-2"],
      [1, "maths-2", "maths-3"]
    ])
    expect(messages(maths("Monday 1", "Tuesday 1"), spread({ min_days: 2 }))).toEqual([
      "Two lessons of 9A Maths should be at least 2 days apart, but are 1 day too close: Monday, period 1 and Tuesday, period 1"
    ])
  })

  it("says of two on one day whether they are back to back, at the same cost", () => {
    const parameters = { min_days: 1, consecutive_if_same_day: true }
    const torn = maths("Monday 4", "Monday 1")
    const together = maths("Monday 2", "Monday 1")
    expect(messages(torn, spread(parameters))).toEqual([
      "Two lessons of 9A Maths should be on different days, but are 1 day too close: Monday, period 1 and Monday, period 4, not back to back"
    ])
    expect(messages(together, spread(parameters))).toEqual([
      "Two lessons of 9A Maths should be on different days, but are 1 day too close: Monday, period 1 and Monday, period 2"
    ])
    expect([torn, together].map(story => find(story, spread(parameters))[0]?.deviation)).toEqual([1, 1])
  })

  it("takes a list of lessons as one set, whatever their courses", () => {
    const scope = { on: "lessons", ids: ["maths-1", "art"] }
    expect(find(maths("Monday 1", "Monday 2"), constraint("subject_spread", { scope }))).toEqual([
      { deviation: 1, lessons: ["art", "maths-1"], resources: [], slots: ["Monday 1", "Monday 6"] }
    ])
  })

  it("does not compare lessons of week A with lessons of week B", () => {
    const story: Story = {
      weeks: ["A", "B"],
      lessons: {
        a: { course: "maths", weeks: 1, at: "Monday 1" },
        b: { course: "maths", weeks: 2, at: "Monday 1" }
      }
    }
    expect(find(story, spread())).toEqual([])
  })

  it("refuses less than a day", () => {
    expect(refusal(maths("Monday 1"), spread({ min_days: 0 }))).toEqual({
      path: "parameters.min_days",
      reason:
        "Expected a positive number, actual 0; takes min_days, a whole number from 1, and consecutive_if_same_day, true or false"
    })
  })
})
