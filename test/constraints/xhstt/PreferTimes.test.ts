import { describe, expect, it } from "vitest"
import { at, costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: { Maths: { lessons: [{ at: "Mo1", lasts: 2 }, { at: "Mo4", lasts: 2 }, { at: "Tu2" }, { lasts: 2 }] } }
}
const ask = (more: object) => ({ to: ["Maths"], parameters: { slots: [], time_group_ids: [], ...more } })

describe("lessons at times that are not preferred", () => {
  it("cost their durations; only where they begin counts, and no time costs nothing", () => {
    expect(judgeXhstt(story, "PreferTimes", ask({ time_group_ids: ["early"] }))).toEqual({
      cost: 3,
      said: ["3: Maths: 3 periods at times that are not preferred (Mo, period 4 and Tu, periods 1 to 2)"]
    })
    expect(costOf(story, "PreferTimes", ask({ time_group_ids: ["early"], slots: at("Mo4") }))).toBe(1)
  })

  it("of another length are passed over where a duration is asked for", () => {
    expect(costOf(story, "PreferTimes", ask({ time_group_ids: ["early"], duration: 1 }))).toBe(1)
    expect(costOf(story, "PreferTimes", ask({ time_group_ids: ["early"], duration: 2 }))).toBe(2)
  })
})
