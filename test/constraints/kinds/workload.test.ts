import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const load = (parameters: object) => constraint("workload", { hard: false, parameters })

const story: Story = {
  weeks: ["A", "B"],
  teachers: { "Mr Idle": {} },
  lessons: {
    maths: { teachers: ["Ms Smith"], at: "Monday 1", duration: 2 },
    clash: { teachers: ["Ms Smith"], at: "Monday 1" },
    waiting: { teachers: ["Ms Smith"], duration: 2, weeks: 2 },
    cover: { teachers: ["Mr Jones"], taughtBy: ["Ms Smith"], at: "Tuesday 1" },
    art: { teachers: ["Mr Jones"], at: "Tuesday 2" }
  }
}

describe("workload", () => {
  it("counts the periods a teacher teaches in the worst week, unplaced lessons and clashes too", () => {
    expect(find(story, load({ max: 4 }))).toEqual([
      { deviation: 2, lessons: [], resources: ["teacher Ms Smith"], slots: [] }
    ])
    expect(messages(story, load({ max: 4 }))).toEqual([
      "Ms Smith teaches 6 periods in the week (week B), at most 4 allowed"
    ])
  })

  it("finds who teaches too little, but not who teaches nothing", () => {
    expect(messages(story, load({ min: 3 }))).toEqual([
      "Mr Jones teaches 1 period in the week (week A), at least 3 wanted"
    ])
  })
})
