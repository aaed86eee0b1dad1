import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const together = (ids: ReadonlyArray<string>, in_order?: boolean) =>
  constraint("consecutive", {
    scope: { on: "lessons", ids },
    parameters: in_order === undefined ? {} : { in_order }
  })

const story: Story = {
  periods: ["1", "2", "Lunch", "3", "4"],
  lessons: {
    theory: { classes: ["9A"], at: "Monday 3" },
    practice: { classes: ["9A"], at: "Monday 1", duration: 2 },
    quiz: { classes: ["9A"], at: "Tuesday 1" },
    waiting: { classes: ["9A"] }
  }
}

describe("consecutive", () => {
  it("is content when one lesson follows the other, in any order and across a break", () => {
    expect(find(story, together(["theory", "practice", "waiting"]))).toEqual([])
  })

  it("counts the lessons that follow no other", () => {
    expect(find(story, together(["theory", "practice", "quiz"]))).toEqual([
      {
        deviation: 1,
        lessons: ["practice", "quiz", "theory"],
        resources: [],
        slots: ["Monday 1", "Monday 3", "Tuesday 1"]
      }
    ])
    expect(messages(story, together(["theory", "quiz"]))).toEqual([
      "9A quiz and 9A theory should follow one upon the other, but start on Monday, period 3 and Tuesday, period 1"
    ])
  })

  it("asks for the order of the list, when told so", () => {
    expect(find(story, together(["practice", "theory"], true))).toEqual([])
    expect(messages(story, together(["theory", "practice"], true))).toEqual([
      "9A theory and 9A practice should follow one upon the other in this order, but start on Monday, periods 1 and 3"
    ])
  })

  it("does not take the next morning for what follows the last period", () => {
    const night: Story = { lessons: { a: { at: "Monday 6" }, b: { at: "Tuesday 1" } } }
    expect(find(night, together(["a", "b"])).map(({ deviation }) => deviation)).toEqual([1])
  })

  it("judges each week of a cycle by itself", () => {
    const cycle: Story = {
      weeks: ["A", "B"],
      lessons: { a: { at: "Monday 1" }, b: { at: "Monday 2", weeks: 1 }, c: { at: "Monday 5", weeks: 2 } }
    }
    expect(messages(cycle, together(["a", "b", "c"]))).toEqual([
      "a and c should follow one upon the other, but start on Monday, periods 1 and 5 (week B)"
    ])
  })
})
