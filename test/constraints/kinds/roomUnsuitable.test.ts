import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("room_unsuitable")
const rooms: Story["rooms"] = { "Lab 1": { features: ["lab"] }, "Lab 2": { features: ["lab"] }, "Room 3": {}, Gym: {} }

describe("room_unsuitable", () => {
  it("counts each room that lacks a feature", () => {
    const story: Story = {
      rooms,
      lessons: {
        physics: {
          subject: "Physics",
          classes: ["9A"],
          need: { need: "features", features: ["lab"] },
          at: "Monday 2",
          rooms: ["Room 3", "Lab 1", "Gym"]
        },
        maths: { need: { need: "any" }, at: "Monday 2", rooms: ["Room 3"] }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 2, lessons: ["physics"], resources: ["room Gym", "room Room 3"], slots: ["Monday 2"] }
    ])
    expect(messages(story, rule)).toEqual([
      "9A Physics on Monday, period 2 needs a room with lab, but is in Gym and Room 3"
    ])
  })

  it("names the rooms of a fixed choice", () => {
    const story: Story = {
      rooms,
      lessons: {
        physics: {
          subject: "Physics",
          classes: ["9A"],
          need: { need: "rooms", roomIds: ["Lab 2", "Lab 1"] },
          at: "Monday 2",
          rooms: ["Gym"]
        }
      }
    }
    expect(messages(story, rule)).toEqual(["9A Physics on Monday, period 2 needs Lab 1 or Lab 2, but is in Gym"])
  })
})
