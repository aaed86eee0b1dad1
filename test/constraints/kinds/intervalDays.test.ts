import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const days = (parameters: object, on = "teachers") =>
  constraint("interval_days", { scope: { on, ids: "all" }, parameters })

const story: Story = {
  lessons: {
    a: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 4", duration: 2 },
    b: { teachers: ["Ms Smith"], classes: ["9A"], at: "Tuesday 5" },
    c: { teachers: ["Ms Smith"], classes: ["9B"], at: "Wednesday 6" },
    d: { teachers: ["Ms Smith"], classes: ["9A"], at: "Thursday 1" }
  }
}

describe("interval_days", () => {
  it("counts the days on which a lesson reaches into the interval", () => {
    expect(find(story, days({ max_days: 2, from: 4 }))).toEqual([
      {
        deviation: 1,
        lessons: ["a", "b", "c"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 5", "Tuesday 5", "Wednesday 6"]
      }
    ])
    expect(messages(story, days({ max_days: 2, from: 4 }))).toEqual([
      "Ms Smith has lessons from period 5 on on 3 days, at most 2 allowed: Monday, Tuesday and Wednesday"
    ])
  })

  it("leaves out the end of the interval", () => {
    expect(messages(story, days({ max_days: 1, from: 4, to: 5 }))).toEqual([
      "Ms Smith has lessons from period 5 to period 5 on 2 days, at most 1 allowed: Monday and Tuesday"
    ])
    expect(find(story, days({ max_days: 2, from: 4, to: 5 }))).toEqual([])
  })

  it("counts all days with lessons where no interval is given, of classes too", () => {
    expect(
      find(story, days({ max_days: 2 }, "classes")).map(({ deviation, resources }) => [deviation, resources])
    ).toEqual([[1, ["class 9A"]]])
  })

  it("refuses an interval that ends before it begins", () => {
    expect(refusal(story, days({ max_days: 2, from: 3, to: 3 })).reason).toMatch(/^the interval is empty; takes/)
  })
})
