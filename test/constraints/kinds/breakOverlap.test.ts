import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

describe("break_overlap", () => {
  it("counts the breaks that a lesson runs through", () => {
    const rule = constraint("break_overlap")
    const story: Story = {
      periods: ["1", "Break", "2", "Lunch", "3"],
      lessons: {
        lab: { subject: "Physics", classes: ["9A"], duration: 4, at: "Monday 1" },
        maths: { at: "Monday 3" }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 2, lessons: ["lab"], resources: [], slots: ["Monday, Break", "Monday, Lunch"] }
    ])
    expect(messages(story, rule)).toEqual(["9A Physics is held during a break: Monday, Break and Lunch"])
  })
})
