import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

describe("unplaced", () => {
  it("counts the periods of lessons without a place, by their duration", () => {
    const rule = constraint("unplaced")
    const story: Story = {
      lessons: { lab: { subject: "Physics", classes: ["9A"], duration: 2 }, maths: { at: "Monday 1" } }
    }
    expect(find(story, rule)).toEqual([{ deviation: 2, lessons: ["lab"], resources: [], slots: [] }])
    expect(messages(story, rule)).toEqual(["9A Physics (2 periods) has no place in the week"])
  })
})
