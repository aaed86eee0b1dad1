import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: { Maths: { given: ["Smith"], lessons: [{ at: "Mo1" }, { at: "Mo4" }, { at: "Tu2" }, { at: "Tu4" }] } }
}
const ask = (groups: ReadonlyArray<string>, minimum: number, maximum: number) => ({
  to: ["Smith", "Jones"],
  parameters: { time_group_ids: groups, minimum, maximum }
})

describe("free times between lessons", () => {
  it("are added up over the groups, and only then held against the limits", () => {
    expect(judgeXhstt(story, "LimitIdleTimes", ask(["Mo", "Tu"], 0, 1))).toEqual({
      cost: 2,
      said: ["2: Smith has 3 free times between lessons; asked for: at most 1"]
    })
  })

  it("count only between lessons of the same group", () => {
    expect(costOf(story, "LimitIdleTimes", ask(["Tu"], 0, 0))).toBe(1)
    expect(costOf(story, "LimitIdleTimes", ask(["early"], 0, 0))).toBe(0)
  })

  it("may be too few: somebody without lessons has none", () => {
    expect(costOf(story, "LimitIdleTimes", ask(["Mo", "Tu"], 4, 9))).toBe(1 + 4)
  })
})
