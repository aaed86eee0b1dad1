import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story, slotNumbers } from "../../support/school.ts"

const story: Story = {
  lessons: {
    a: { classes: ["9A"], at: "Monday 5", duration: 2 },
    b: { classes: ["9B"], at: "Monday 6" },
    c: { classes: ["9C"], at: "Tuesday 6" },
    d: { classes: ["9D"], at: "Wednesday 1" }
  }
}
const lastPeriods = slotNumbers(story, ["Monday 6", "Tuesday 6", "Wednesday 6"])
const few = (parameters: object) =>
  constraint("occupied_slots", {
    scope: { on: "lessons", ids: ["a", "b", "c", "d"] },
    parameters: { slots: lastPeriods, ...parameters }
  })

describe("occupied_slots", () => {
  it("counts slots of the selection that are taken, however many lessons take them", () => {
    expect(find(story, few({ max: 1 }))).toEqual([
      { deviation: 1, lessons: ["a", "b", "c"], resources: [], slots: ["Monday 6", "Tuesday 6"] }
    ])
    expect(messages(story, few({ max: 1 }))).toEqual([
      "9A a, 9B b, 9C c and 9D d: 2 slots taken of 3 chosen ones, at most 1 allowed: Monday, period 6 and Tuesday, period 6"
    ])
    expect(find(story, few({ max: 2 }))).toEqual([])
  })

  it("finds too few of them taken", () => {
    expect(find(story, few({ min: 3 })).map(({ deviation }) => deviation)).toEqual([1])
  })

  it("refuses a slot that the week does not have", () => {
    expect(refusal(story, few({ slots: [0, 30], max: 1 }))).toEqual({
      path: "parameters.slots[1]",
      reason: "takes slots of the week, 0 to 29"
    })
  })
})
