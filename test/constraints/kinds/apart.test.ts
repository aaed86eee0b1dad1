import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const keep = (ids: ReadonlyArray<string>, parameters: object = {}) =>
  constraint("apart", { scope: { on: "lessons", ids }, parameters })

const story: Story = {
  lessons: {
    hockey: { classes: ["9A"], at: "Monday 1", duration: 3 },
    football: { classes: ["9B"], at: "Monday 2" },
    rugby: { classes: ["8A"], at: "Monday 4" },
    chess: { classes: ["8B"], at: "Tuesday 1" }
  }
}
const all = ["hockey", "football", "rugby", "chess"]

describe("apart", () => {
  it("finds lessons that are held at the same time, by the periods they share", () => {
    expect(find(story, keep(all))).toEqual([
      { deviation: 1, lessons: ["football", "hockey"], resources: [], slots: ["Monday 1", "Monday 2", "Monday 3"] }
    ])
  })

  it("finds lessons on one day with fewer periods between than wanted", () => {
    expect(find(story, keep(["football", "rugby", "chess"], { min_gaps: 2 }))).toEqual([
      { deviation: 1, lessons: ["football", "rugby"], resources: [], slots: ["Monday 2", "Monday 4"] }
    ])
    expect(messages(story, keep(["football", "rugby"], { min_gaps: 2 }))).toEqual([
      "8A rugby and 9B football should keep apart, but have fewer than 2 free periods between them: Monday, periods 2 and 4"
    ])
  })

  it("does not mind lessons that are never held in the same week", () => {
    const cycle: Story = {
      weeks: ["A", "B"],
      lessons: { hockey: { at: "Monday 1", weeks: 1 }, football: { at: "Monday 1", weeks: 2 } }
    }
    expect(find(cycle, keep(["hockey", "football"]))).toEqual([])
  })
})
