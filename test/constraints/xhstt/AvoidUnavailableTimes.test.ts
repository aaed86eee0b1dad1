import { describe, expect, it } from "vitest"
import { at, judgeXhstt } from "../../support/xhsttSchool.ts"

describe("lessons while a resource is unavailable", () => {
  it("cost one for each time that is busy, however many lessons it has then", () => {
    const story = {
      events: {
        Maths: { given: ["Smith"], lessons: [{ at: "Mo1", lasts: 2 }] },
        Art: { given: ["Smith"], lessons: [{ at: "Mo2" }, { at: "Tu1" }, { at: "Tu2" }] }
      }
    }
    const parameters = { slots: at("Mo2", "Mo3"), time_group_ids: ["early"] }
    expect(judgeXhstt(story, "AvoidUnavailableTimes", { to: ["Smith", "Jones"], parameters })).toEqual({
      cost: 3,
      said: ["3: Smith is not available on Mo, periods 1 to 2 and Tu, period 1, but has lessons"]
    })
  })
})
