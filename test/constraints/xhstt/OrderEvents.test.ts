import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt, type LessonStory } from "../../support/xhsttSchool.ts"

const theory = (...lessons: ReadonlyArray<LessonStory>) => ({
  before: (...after: ReadonlyArray<LessonStory>) => ({ events: { Theory: { lessons }, Practice: { lessons: after } } })
})
const ask = (limits: object) => ({
  to: [],
  parameters: { pairs: [{ first_course_id: "Theory", second_course_id: "Practice", ...limits }] }
})

describe("one course before another", () => {
  it("costs nothing when the second begins as soon as the first has ended", () => {
    expect(costOf(theory({ at: "Mo1", lasts: 2 }).before({ at: "Mo3" }), "OrderEvents", ask({}))).toBe(0)
  })

  it("costs how much it is too close: from the end of the first's last to the start of the second's first", () => {
    // Theory ends after Mo4, Practice begins at Tu2: one time (Tu1) lies between, three are asked for.
    const story = theory({ at: "Mo1" }, { at: "Mo4" }).before({ at: "Tu4" }, { at: "Tu2" })
    expect(judgeXhstt(story, "OrderEvents", ask({ min_separation: 3 }))).toEqual({
      cost: 2,
      said: ["2: Theory comes before Practice, at least 3 apart, but they are 1 time apart"]
    })
  })

  it("costs how much it is too far", () => {
    // Mo2 … Tu3 lie between: six times, two are allowed.
    const story = theory({ at: "Mo1" }).before({ at: "Tu4" })
    expect(costOf(story, "OrderEvents", ask({ max_separation: 2 }))).toBe(4)
    expect(costOf(story, "OrderEvents", { ...ask({ max_separation: 2 }), cost: "quadratic", weight: 10 })).toBe(160)
  })

  it("counts below zero when they come the wrong way round", () => {
    // Practice begins at Mo1, Theory ends after Mo3: three times back.
    const story = theory({ at: "Mo2", lasts: 2 }).before({ at: "Mo1" })
    expect(judgeXhstt(story, "OrderEvents", ask({}))).toEqual({
      cost: 3,
      said: ["3: Theory comes before Practice, at least 0 apart, but they overlap or come the wrong way round"]
    })
  })

  it("costs nothing while any lesson of either has no time", () => {
    expect(costOf(theory({ at: "Tu4" }, {}).before({ at: "Mo1" }), "OrderEvents", ask({}))).toBe(0)
    expect(costOf(theory({ at: "Tu4" }).before({ at: "Mo1" }, {}), "OrderEvents", ask({}))).toBe(0)
  })
})
