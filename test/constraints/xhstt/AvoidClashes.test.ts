import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

describe("a resource in several lessons at once", () => {
  it("costs, at each time, one for each lesson after the first", () => {
    const story = {
      events: {
        Maths: { given: ["Smith"], lessons: [{ at: "Mo1", lasts: 2 }] },
        Art: { given: ["Smith"], lessons: [{ at: "Mo1" }, { at: "Mo2" }] },
        Duty: {
          roles: { Guard: null },
          lessons: [{ at: "Mo1", with: { Guard: "Smith" } }, { with: { Guard: "Smith" } }]
        }
      }
    }
    expect(judgeXhstt(story, "AvoidClashes", { to: ["staff"] })).toEqual({
      cost: 3,
      said: ["3: Smith is in several lessons at once on Mo, periods 1 to 2"]
    })
    expect(costOf(story, "AvoidClashes", { to: ["staff"], cost: "quadratic" })).toBe(9)
  })

  it("clashes with itself when it fills two roles of one lesson", () => {
    const story = {
      events: {
        Duty: { given: ["Smith"], roles: { Guard: null }, lessons: [{ at: "Mo1", lasts: 2, with: { Guard: "Smith" } }] }
      }
    }
    expect(costOf(story, "AvoidClashes", { to: ["Smith"] })).toBe(2)
  })

  it("is met across the end of a day: times are one chronological list", () => {
    const story = {
      events: {
        Maths: { given: ["9A"], lessons: [{ at: "Mo4", lasts: 2 }] },
        Art: { given: ["9A"], lessons: [{ at: "Tu1" }] }
      }
    }
    expect(costOf(story, "AvoidClashes", { to: ["9A"] })).toBe(1)
  })
})
