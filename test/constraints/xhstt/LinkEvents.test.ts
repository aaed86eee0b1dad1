import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: {
    French: { lessons: [{ at: "Mo1", lasts: 2 }, { at: "Tu1" }] },
    Latin: { lessons: [{ at: "Mo2", lasts: 2 }, { at: "Tu1" }] },
    Greek: { lessons: [{ at: "Tu1" }] }
  },
  groups: { "French and Latin": ["French", "Latin"], all: ["French", "Latin", "Greek"] }
}

describe("linked courses", () => {
  it("cost one for each time at which some are held, but not all", () => {
    expect(judgeXhstt(story, "LinkEvents", { to: ["French and Latin"] })).toEqual({
      cost: 2,
      said: ["2: French and Latin: not all are held on Mo, periods 1 and 3"]
    })
    expect(costOf(story, "LinkEvents", { to: ["all"] })).toBe(3)
  })

  it("cost nothing when none is held", () => {
    const none = { ...story, events: { French: { lessons: [{}] }, Latin: { lessons: [{}] }, Greek: { lessons: [{}] } } }
    expect(costOf(none, "LinkEvents", { to: ["all"] })).toBe(0)
  })
})
