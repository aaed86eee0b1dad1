import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: { Maths: { given: ["Smith"], lessons: [{ at: "Mo1", lasts: 3 }, { at: "Mo3" }, { at: "Tu2" }] } }
}
const ask = (minimum: number, maximum: number) => ({
  to: ["Smith", "Jones"],
  parameters: { time_group_ids: ["Mo", "Tu"], minimum, maximum }
})

describe("busy times within a group", () => {
  it("cost how many are too many or too few, group by group", () => {
    expect(judgeXhstt(story, "LimitBusyTimes", ask(2, 2))).toEqual({
      cost: 2,
      said: ["2: Smith is busy at 3 in Mo, 1 in Tu; asked for: exactly 2"]
    })
    expect(costOf(story, "LimitBusyTimes", { ...ask(2, 2), cost: "quadratic" })).toBe(4)
  })

  it("cost nothing in a group without any, whatever the minimum", () => {
    const monday = { events: { Maths: { given: ["Smith"], lessons: [{ at: "Mo1", lasts: 3 }] } } }
    expect(costOf(monday, "LimitBusyTimes", ask(3, 4))).toBe(0)
  })
})
