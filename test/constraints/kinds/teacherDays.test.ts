import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const days = (parameters: object) => constraint("teacher_days", { hard: false, parameters })

const story: Story = {
  teachers: { "Mr Idle": {} },
  lessons: {
    maths: { teachers: ["Ms Smith"], at: "Monday 1" },
    physics: { teachers: ["Ms Smith"], at: "Monday 4" },
    art: { teachers: ["Ms Smith"], at: "Wednesday 1" },
    music: { teachers: ["Ms Smith"], at: "Friday 6" }
  }
}

describe("teacher_days", () => {
  it("counts days above the most", () => {
    expect(find(story, days({ max: 2 }))).toEqual([
      { deviation: 1, lessons: [], resources: ["teacher Ms Smith"], slots: [] }
    ])
    expect(messages(story, days({ max: 2 }))).toEqual([
      "Ms Smith teaches on 3 days of the week, at most 2 allowed: Monday, Wednesday and Friday"
    ])
  })

  it("counts days below the least, but not for a teacher without lessons", () => {
    expect(messages(story, days({ min: 5 }))).toEqual([
      "Ms Smith teaches on 3 days of the week, at least 5 wanted: Monday, Wednesday and Friday"
    ])
    expect(find(story, days({ min: 5 })).map(({ deviation }) => deviation)).toEqual([2])
  })

  it("refuses to be without a limit", () => {
    expect(refusal(story, days({}))).toEqual({
      path: "parameters",
      reason: "no limit is given; takes max, min or both, whole numbers from 0"
    })
  })
})
