import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = { events: { Maths: { given: ["Smith"], lessons: [{ at: "Mo2" }, { at: "Mo3" }, { at: "Tu2" }] } } }
const ask = (groups: ReadonlyArray<string>, minimum: number, maximum: number) => ({
  to: ["Smith"],
  parameters: { time_group_ids: groups, minimum, maximum }
})

describe("groups of times with lessons", () => {
  it("cost how many are too many or too few", () => {
    expect(judgeXhstt(story, "ClusterBusyTimes", ask(["Mo", "Tu"], 0, 1))).toEqual({
      cost: 1,
      said: ["1: Smith is busy in 2 groups of times; asked for: at most 1"]
    })
    expect(costOf(story, "ClusterBusyTimes", ask(["early", "Mo"], 2, 2))).toBe(1)
    expect(costOf(story, "ClusterBusyTimes", ask(["Mo", "Tu"], 2, 2))).toBe(0)
  })
})
