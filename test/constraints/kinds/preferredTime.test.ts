import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story, slotNumbers } from "../../support/school.ts"

const story: Story = {
  lessons: {
    lab: { subject: "Physics", classes: ["9A"], duration: 3, at: "Monday 2" },
    maths: { at: "Monday 5" },
    art: {}
  }
}
const prefers = (times: ReadonlyArray<string>, more = {}) =>
  constraint("preferred_time", {
    hard: false,
    scope: { on: "lessons", ids: ["lab", "art"] },
    parameters: { slots: slotNumbers(story, times), ...more }
  })

describe("preferred_time", () => {
  it("counts a lesson that starts at none of its times", () => {
    expect(find(story, prefers(["Monday 1", "Tuesday 1"]))).toEqual([
      { deviation: 1, lessons: ["lab"], resources: [], slots: ["Monday 2"] }
    ])
    expect(messages(story, prefers(["Monday 1", "Tuesday 1"]))).toEqual([
      "9A Physics starts on Monday, period 2; preferred: Monday, period 1 and Tuesday, period 1"
    ])
    expect(find(story, prefers(["Monday 2"]))).toEqual([])
  })

  it("counts the periods outside its times when the whole lesson should be within", () => {
    const whole = prefers(["Monday 1", "Monday 2"], { applies_to: "whole" })
    expect(find(story, whole)).toEqual([
      { deviation: 2, lessons: ["lab"], resources: [], slots: ["Monday 3", "Monday 4"] }
    ])
    expect(messages(story, whole)).toEqual([
      "9A Physics is held for 2 periods on Monday, periods 3 to 4; preferred: Monday, periods 1 to 2"
    ])
  })

  it("refuses slots that the week does not have", () => {
    expect(refusal(story, constraint("preferred_time", { parameters: { slots: [3, 30] } }))).toEqual({
      path: "parameters.slots[1]",
      reason: "takes slots of the week, 0 to 29"
    })
  })
})
