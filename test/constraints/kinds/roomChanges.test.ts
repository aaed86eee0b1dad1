import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const changes = (parameters: object) =>
  constraint("room_changes", { hard: false, scope: { on: "classes", ids: "all" }, parameters })

describe("room_changes", () => {
  it("counts changes of room, of the student who is worst off", () => {
    const story: Story = {
      classes: { "9A": { atoms: ["Latin", "French"] }, "9A Latin": { atoms: ["Latin"], in: ["9A"] } },
      lessons: {
        maths: { classes: ["9A"], at: "Monday 1", rooms: ["101"] },
        latin: { classes: ["9A Latin"], at: "Monday 2", rooms: ["102"] },
        art: { classes: ["9A"], at: "Monday 3", rooms: ["101"] }
      }
    }
    const ofWhole = constraint("room_changes", {
      scope: { on: "classes", ids: ["9A"] },
      parameters: { max_per_day: 1 }
    })
    expect(find(story, ofWhole)).toEqual([
      { deviation: 1, lessons: ["art", "latin", "maths"], resources: ["class 9A"], slots: ["Monday 2", "Monday 3"] }
    ])
    expect(messages(story, ofWhole)).toEqual([
      "A student of 9A changes room 2 times on Monday, at most 1 allowed: Monday, periods 2 to 3"
    ])
  })

  it("does not know where people are in a lesson that is held in several rooms", () => {
    const story: Story = {
      lessons: {
        maths: { classes: ["9A"], at: "Monday 1", rooms: ["101"] },
        project: { classes: ["9A"], at: "Monday 2", rooms: ["101", "102"] },
        art: { classes: ["9A"], at: "Monday 3", rooms: ["102"] }
      }
    }
    expect(find(story, changes({ max_per_day: 0 })).map(({ deviation, slots }) => [deviation, slots])).toEqual([
      [1, ["Monday 3"]]
    ])
  })
})
