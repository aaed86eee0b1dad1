import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

describe("room_capacity", () => {
  it("counts students without a seat in all rooms of the lesson together", () => {
    const rule = constraint("room_capacity")
    const story: Story = {
      classes: { "9A": { size: 30 }, "9B": { size: 28 } },
      rooms: { "Room 3": { seats: 24 }, "Room 4": { seats: 30 }, Hall: { seats: null } },
      lessons: {
        maths: { subject: "Maths", classes: ["9A"], at: "Monday 2", rooms: ["Room 3"] },
        both: { subject: "PE", classes: ["9A", "9B"], at: "Monday 3", rooms: ["Room 3", "Room 4"] },
        half: { subject: "Art", classes: ["9A"], attendance: 15, at: "Monday 4", rooms: ["Room 3"] },
        assembly: { classes: ["9A", "9B"], at: "Monday 5", rooms: ["Hall"] },
        outside: { classes: ["9A", "9B"], at: "Monday 6" }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 6, lessons: ["maths"], resources: ["room Room 3"], slots: ["Monday 2"] },
      { deviation: 4, lessons: ["both"], resources: ["room Room 3", "room Room 4"], slots: ["Monday 3"] }
    ])
    expect(messages(story, rule)).toEqual([
      "9A Maths has 30 students on Monday, period 2, but Room 3 seats 24",
      "9A+9B PE has 58 students on Monday, period 3, but Room 3 and Room 4 seat 54"
    ])
  })

  it("finds the one student too many for the smallest room", () => {
    const story = (size: number): Story => ({
      classes: { "9A": { size } },
      rooms: { "Room 3": { seats: 24 }, Hall: { seats: null } },
      lessons: { maths: { subject: "Maths", classes: ["9A"], at: "Monday 2", rooms: ["Room 3"] } }
    })
    expect(find(story(24), constraint("room_capacity"))).toEqual([])
    expect(messages(story(25), constraint("room_capacity"))).toEqual([
      "9A Maths has 25 students on Monday, period 2, but Room 3 seats 24"
    ])
  })
})
