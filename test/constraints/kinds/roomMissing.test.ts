import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

describe("room_missing", () => {
  it("finds placed lessons without the room they need", () => {
    const rule = constraint("room_missing")
    const story: Story = {
      lessons: {
        maths: { subject: "Maths", classes: ["9A"], need: { need: "any" }, at: "Monday 2" },
        art: { need: { need: "any" }, at: "Monday 2", rooms: ["Studio"] },
        run: { need: { need: "none" }, at: "Monday 2" },
        later: { need: { need: "any" } }
      }
    }
    expect(find(story, rule)).toEqual([{ deviation: 1, lessons: ["maths"], resources: [], slots: ["Monday 2"] }])
    expect(messages(story, rule)).toEqual(["9A Maths has no room on Monday, period 2"])
  })
})
