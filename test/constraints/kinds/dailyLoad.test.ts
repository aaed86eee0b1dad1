import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const load = (on: string, parameters: object) =>
  constraint("daily_load", { hard: false, scope: { on, ids: "all" }, parameters })

const story: Story = {
  days: ["Monday", "Tuesday", "Wednesday"],
  lessons: {
    lab: { teachers: ["Ms Smith"], classes: ["9A"], duration: 3, at: "Monday 1" },
    maths: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 5" },
    art: { teachers: ["Ms Smith"], classes: ["9A"], at: "Tuesday 2" }
  }
}

describe("daily_load", () => {
  it("counts periods above the most a teacher may have on a day", () => {
    expect(find(story, load("teachers", { max: 2 }))).toEqual([
      {
        deviation: 2,
        lessons: ["lab", "maths"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 1", "Monday 2", "Monday 3", "Monday 5"]
      }
    ])
    expect(messages(story, load("teachers", { max: 2 }))).toEqual([
      "Ms Smith has 4 periods on Monday, at most 2 allowed"
    ])
  })

  it("counts periods below the least a class should have on a day with lessons", () => {
    expect(find(story, load("classes", { min: 3 }))).toEqual([
      { deviation: 2, lessons: ["art"], resources: ["class 9A"], slots: ["Tuesday 2"] }
    ])
    expect(messages(story, load("classes", { min: 3 }))).toEqual(["9A has 1 period on Tuesday, at least 3 wanted"])
  })

  it("takes an empty day for too short only where empty days are not allowed", () => {
    expect(messages(story, load("classes", { min: 3, allow_empty_days: false }))).toEqual([
      "9A has 0 periods on Wednesday, at least 3 wanted",
      "9A has 1 period on Tuesday, at least 3 wanted"
    ])
  })

  it("leaves alone who has no lessons at all", () => {
    const idle: Story = { ...story, classes: { "9B": {} } }
    expect(find(idle, load("classes", { min: 1, allow_empty_days: false }))).toEqual([
      { deviation: 1, lessons: [], resources: ["class 9A"], slots: [] }
    ])
  })

  it("refuses a scope that is neither teachers nor classes", () => {
    expect(refusal(story, constraint("daily_load", { parameters: { max: 2 } }))).toEqual({
      path: "scope.on",
      reason: "applies to teachers or classes, not to school"
    })
  })
})
