import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

describe("room_unavailable", () => {
  it("counts the unavailable periods during which a lesson is in the room", () => {
    const rule = constraint("room_unavailable")
    const story: Story = {
      rooms: { Gym: { off: ["Monday 1", "Monday 2"] } },
      lessons: {
        pe: { subject: "PE", classes: ["9A"], duration: 2, at: "Monday 1", rooms: ["Gym"] },
        yoga: { at: "Monday 3", rooms: ["Gym"] },
        maths: { at: "Monday 1", rooms: ["Room 3"] }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 2, lessons: ["pe"], resources: ["room Gym"], slots: ["Monday 1", "Monday 2"] }
    ])
    expect(messages(story, rule)).toEqual(["Gym is not available on Monday, periods 1 to 2, but holds 9A PE"])
  })
})
