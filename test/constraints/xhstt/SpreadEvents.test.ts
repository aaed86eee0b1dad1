import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: {
    "Maths 1": { lessons: [{ at: "Mo1" }, { at: "Mo4", lasts: 2 }] },
    "Maths 2": { lessons: [{ at: "Mo2" }, {}] }
  },
  groups: { maths: ["Maths 1", "Maths 2"] }
}
const ask = (time_groups: ReadonlyArray<object>) => ({ to: ["maths"], parameters: { time_groups } })

describe("lessons crowded into a group of times", () => {
  it("cost how many are too many and too few, added up; only where they begin counts", () => {
    const asked = ask([
      { id: "Mo", minimum: 0, maximum: 1 },
      { id: "Tu", minimum: 1, maximum: 1 }
    ])
    expect(judgeXhstt(story, "SpreadEvents", asked)).toEqual({
      cost: 3,
      said: ["3: maths: 3 lessons in Mo, asked for: at most 1; 0 lessons in Tu, asked for: exactly 1"]
    })
    expect(costOf(story, "SpreadEvents", { ...asked, cost: "quadratic" })).toBe(9)
  })

  it("cost nothing within the limits", () => {
    expect(costOf(story, "SpreadEvents", ask([{ id: "Mo", minimum: 1, maximum: 3 }]))).toBe(0)
  })
})
