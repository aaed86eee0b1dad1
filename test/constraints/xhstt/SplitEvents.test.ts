import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const limits = (shortest: number, longest: number, least: number, most: number) => ({
  to: ["Maths"],
  parameters: {
    minimum_duration: shortest,
    maximum_duration: longest,
    minimum_amount: least,
    maximum_amount: most
  }
})
const story = { events: { Maths: { lessons: [{ lasts: 3 }, { lasts: 1 }, { lasts: 2 }] } } }

describe("a course split wrongly", () => {
  it("costs one for each lesson of the wrong length, and one for each too many", () => {
    expect(judgeXhstt(story, "SplitEvents", limits(2, 2, 1, 2))).toEqual({
      cost: 3,
      said: ["3: Maths is split into 3 lessons, 2 of the wrong length; asked for: 1 to 2, of exactly 2 periods"]
    })
  })

  it("costs one for each too few", () => {
    expect(costOf(story, "SplitEvents", limits(1, 3, 5, 9))).toBe(2)
  })

  it("costs nothing within the limits", () => {
    expect(costOf(story, "SplitEvents", limits(1, 3, 3, 3))).toBe(0)
  })
})
