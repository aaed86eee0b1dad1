import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = { events: { Maths: { lessons: [{ lasts: 2 }, { lasts: 1 }, { lasts: 1 }, { lasts: 1 }] } } }
const ask = (duration: number, minimum: number, maximum: number) => ({
  to: ["Maths"],
  parameters: { duration, minimum, maximum }
})

describe("the number of lessons of one length", () => {
  it("costs how far it is from the limits, either way", () => {
    expect(judgeXhstt(story, "DistributeSplitEvents", ask(1, 0, 1))).toEqual({
      cost: 2,
      said: ["2: Maths has 3 lessons of 1 period; asked for: at most 1"]
    })
    expect(costOf(story, "DistributeSplitEvents", ask(2, 3, 4))).toBe(2)
    expect(costOf(story, "DistributeSplitEvents", ask(1, 3, 3))).toBe(0)
  })
})
