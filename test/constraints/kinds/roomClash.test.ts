import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("room_clash")

const oneLabForTwo: Story = {
  lessons: {
    physics: { subject: "Physics", classes: ["9A"], at: "Monday 2", duration: 2, rooms: ["Lab 1", "Lab 2"] },
    chemistry: { subject: "Chemistry", classes: ["9B"], at: "Monday 3", rooms: ["Lab 1"] },
    art: { subject: "Art", classes: ["9C"], at: "Monday 3", rooms: ["Studio"] }
  }
}

describe("room_clash", () => {
  it("finds two lessons in one room at once", () => {
    expect(find(oneLabForTwo, rule)).toEqual([
      { deviation: 1, lessons: ["chemistry", "physics"], resources: ["room Lab 1"], slots: ["Monday 3"] }
    ])
    expect(messages(oneLabForTwo, rule)).toEqual(["Lab 1 holds 9A Physics and 9B Chemistry on Monday, period 3"])
  })

  it("does not take two lessons of one course for one", () => {
    const story: Story = {
      lessons: {
        first: { course: "pe", subject: "PE", classes: ["9A"], at: "Monday 1", rooms: ["Gym"] },
        second: { course: "pe", subject: "PE", classes: ["9A"], at: "Monday 1", rooms: ["Gym"] }
      }
    }
    expect(messages(story, rule)).toEqual(["Gym holds two lessons of 9A PE on Monday, period 1"])
  })

  it("lets week A and week B share a room", () => {
    const story: Story = {
      weeks: ["A", "B"],
      lessons: {
        art: { weeks: 1, at: "Monday 1", rooms: ["Studio"] },
        music: { weeks: 2, at: "Monday 1", rooms: ["Studio"] }
      }
    }
    expect(find(story, rule)).toEqual([])
  })
})
