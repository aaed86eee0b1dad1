import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const home = (on: string) => constraint("home_room", { hard: false, scope: { on, ids: "all" } })

const story: Story = {
  classes: { "9A": { home: "101" }, "9B": {} },
  teachers: { "Ms Smith": { home: "102" } },
  rooms: { 101: {}, 102: {}, Gym: {} },
  lessons: {
    maths: { classes: ["9A"], teachers: ["Mr Jones"], at: "Monday 1", rooms: ["102"] },
    english: { classes: ["9A"], teachers: ["Ms Smith"], at: "Monday 2", rooms: ["101"] },
    sport: { classes: ["9A"], at: "Monday 3", rooms: ["Gym"], need: { need: "rooms", roomIds: ["Gym"] } },
    choir: { classes: ["9A", "9B"], at: "Monday 4", rooms: ["Gym"] },
    waiting: { classes: ["9A"] }
  }
}

describe("home_room", () => {
  it("finds lessons of a class alone outside its home room", () => {
    expect(find(story, home("classes"))).toEqual([
      { deviation: 1, lessons: ["maths"], resources: ["room 102"], slots: ["Monday 1"] }
    ])
    expect(messages(story, home("classes"))).toEqual([
      "9A maths is in 102 on Monday, period 1; the home room of 9A is 101"
    ])
  })

  it("finds lessons of a teacher alone outside the teacher's home room", () => {
    expect(messages(story, home("teachers"))).toEqual([
      "9A english is in 101 on Monday, period 2; the home room of Ms Smith is 102"
    ])
  })

  it("asks whether it is about teachers or classes", () => {
    expect(refusal(story, constraint("home_room"))).toEqual({
      path: "scope.on",
      reason: "applies to teachers or classes, not to school"
    })
  })
})
