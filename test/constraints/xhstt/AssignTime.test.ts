import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: {
    Maths: { lessons: [{ at: "Mo1" }, { lasts: 2 }, { lasts: 1 }] },
    Art: { lessons: [{ at: "Tu1" }] }
  },
  groups: { all: ["Maths", "Art"] }
}

describe("a course without a time", () => {
  it("costs the duration of its lessons that have none, at one point", () => {
    expect(judgeXhstt(story, "AssignTime", { to: ["Maths", "Art"] })).toEqual({
      cost: 3,
      said: ["3: Maths: 3 periods without a time"]
    })
  })

  it("counts once, however often it is named", () => {
    expect(costOf(story, "AssignTime", { to: ["Maths", "all"] })).toBe(3)
  })

  it("is squared as a whole, or counts once, as the cost function says", () => {
    expect(costOf(story, "AssignTime", { to: ["all"], cost: "quadratic", weight: 5 })).toBe(45)
    expect(costOf(story, "AssignTime", { to: ["all"], cost: "step", weight: 5 })).toBe(5)
  })
})
