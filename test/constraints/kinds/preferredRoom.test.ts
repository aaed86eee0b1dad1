import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const story: Story = {
  rooms: { "Room 1": {}, "Room 2": {}, Gym: {} },
  lessons: {
    maths: { subject: "Maths", classes: ["9A"], at: "Monday 1", rooms: ["Gym"] },
    art: { subject: "Art", classes: ["9A"], at: "Monday 2", rooms: ["Gym", "Room 2"] },
    music: { subject: "Music", classes: ["9A"], at: "Monday 3" },
    later: {}
  }
}
const prefers = (room_ids: ReadonlyArray<string>) =>
  constraint("preferred_room", { hard: false, scope: { on: "lessons", ids: "all" }, parameters: { room_ids } })

describe("preferred_room", () => {
  it("counts placed lessons none of whose rooms is preferred", () => {
    expect(find(story, prefers(["Room 1", "Room 2"]))).toEqual([
      { deviation: 1, lessons: ["maths"], resources: ["room Gym"], slots: ["Monday 1"] },
      { deviation: 1, lessons: ["music"], resources: [], slots: ["Monday 3"] }
    ])
    expect(messages(story, prefers(["Room 1", "Room 2"]))).toEqual([
      "9A Maths is in Gym on Monday, period 1; preferred: Room 1 or Room 2",
      "9A Music is in no room on Monday, period 3; preferred: Room 1 or Room 2"
    ])
  })

  it("refuses rooms that the school does not have", () => {
    expect(refusal(story, prefers(["Room 1", "Attic"]))).toEqual({
      path: "parameters.room_ids[1]",
      reason: 'nothing has the id "Attic"; takes ids of rooms of this timetable'
    })
  })
})
