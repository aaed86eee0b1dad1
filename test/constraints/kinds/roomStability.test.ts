import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const stable = (how: object = {}) => constraint("room_stability", { hard: false, ...how })
const maths = (at: string | undefined, ...rooms: ReadonlyArray<string>) => ({
  course: "maths",
  subject: "Maths",
  classes: ["9A"],
  rooms,
  ...(at === undefined ? {} : { at })
})

const story: Story = {
  lessons: {
    a: maths("Monday 1", "101"),
    b: maths("Tuesday 1", "102"),
    c: maths("Wednesday 1", "101"),
    d: maths("Thursday 1", "103"),
    e: maths("Friday 1"),
    f: maths(undefined),
    art: { classes: ["9A"], at: "Monday 2", rooms: ["Studio"] }
  }
}

describe("room_stability", () => {
  it("counts the rooms of a course above one", () => {
    expect(find(story, stable())).toEqual([
      { deviation: 2, lessons: ["a", "b", "c", "d"], resources: ["room 101", "room 102", "room 103"], slots: [] }
    ])
    expect(messages(story, stable())).toEqual(["9A Maths is held in 3 rooms, at most 1 wanted: 101, 102 and 103"])
  })

  it("takes a list of lessons as one set, with as many rooms as it may have", () => {
    const listed = { scope: { on: "lessons", ids: ["a", "b", "art"] }, parameters: { max: 2 } }
    expect(find(story, stable(listed)).map(({ deviation, lessons }) => [deviation, lessons])).toEqual([
      [1, ["a", "art", "b"]]
    ])
  })

  it("grants a lesson the rooms it is held in at once", () => {
    const both: Story = { lessons: { a: maths("Monday 1", "101", "102"), b: maths("Tuesday 1", "102") } }
    expect(find(both, stable())).toEqual([])
  })
})
