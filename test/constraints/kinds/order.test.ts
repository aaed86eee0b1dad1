import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const comesBefore = (ids: ReadonlyArray<string>, before: ReadonlyArray<string>, same_day_only = false) =>
  constraint("order", { scope: { on: "lessons", ids }, parameters: { before, same_day_only } })

const story: Story = {
  lessons: {
    theory: { classes: ["9A"], at: "Tuesday 1", duration: 2 },
    practice: { classes: ["9A"], at: "Tuesday 2" },
    quiz: { classes: ["9A"], at: "Monday 6" },
    waiting: { classes: ["9A"] }
  }
}

describe("order", () => {
  it("finds each pair in which the first has not ended when the second begins", () => {
    expect(find(story, comesBefore(["theory"], ["practice", "quiz", "waiting"]))).toEqual([
      { deviation: 1, lessons: ["quiz", "theory"], resources: [], slots: ["Monday 6", "Tuesday 1", "Tuesday 2"] },
      { deviation: 1, lessons: ["practice", "theory"], resources: [], slots: ["Tuesday 1", "Tuesday 2"] }
    ])
    expect(messages(story, comesBefore(["theory"], ["practice"]))).toEqual([
      "9A theory (Tuesday, period 1) should come before 9A practice (Tuesday, period 2)"
    ])
    expect(find(story, comesBefore(["quiz"], ["theory"]))).toEqual([])
  })

  it("asks only lessons on one day, when told so", () => {
    expect(find(story, comesBefore(["theory"], ["practice", "quiz"], true)).map(({ lessons }) => lessons)).toEqual([
      ["practice", "theory"]
    ])
  })

  it("asks only lessons that are held in a common week", () => {
    const cycle: Story = {
      weeks: ["A", "B"],
      lessons: { theory: { at: "Tuesday 1", weeks: 1 }, practice: { at: "Monday 1", weeks: 2 } }
    }
    expect(find(cycle, comesBefore(["theory"], ["practice"]))).toEqual([])
  })

  it("refuses a lesson that does not exist", () => {
    expect(refusal(story, comesBefore(["theory"], ["exam"]))).toEqual({
      path: "parameters.before[0]",
      reason: 'nothing has the id "exam"; takes ids of lessons of this timetable'
    })
  })
})
