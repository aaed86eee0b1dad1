import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const early = (max?: number) =>
  constraint("late_start", {
    scope: { on: "classes", ids: "all" },
    parameters: max === undefined ? {} : { max }
  })

const story: Story = {
  lessons: {
    monday: { classes: ["9A"], at: "Monday 2" },
    tuesday: { classes: ["9A"], at: "Tuesday 1" },
    wednesday: { classes: ["9A"], at: "Wednesday 2" },
    thursday: { classes: ["9A"], at: "Thursday 3" }
  }
}

describe("late_start", () => {
  it("counts days that do not begin with the first period", () => {
    expect(find(story, early())).toEqual([
      {
        deviation: 3,
        lessons: ["monday", "thursday", "wednesday"],
        resources: ["class 9A"],
        slots: ["Monday 2", "Wednesday 2", "Thursday 3"]
      }
    ])
    expect(messages(story, early())).toEqual([
      "9A begins late on 3 days of the week, none allowed: Monday, period 2, Wednesday, period 2 and Thursday, period 3"
    ])
  })

  it("lets some days begin with the second period, none later", () => {
    expect(find(story, early(1)).map(({ deviation }) => deviation)).toEqual([2])
    expect(find(story, early(5)).map(({ deviation }) => deviation)).toEqual([1])
  })

  it("does not ask for lessons in a break, or while the class is not there", () => {
    const free: Story = {
      periods: ["Assembly", "1", "2", "3"],
      classes: { "9A": { off: ["Monday 1"] } },
      lessons: { monday: { classes: ["9A"], at: "Monday 2" }, tuesday: { classes: ["9A"], at: "Tuesday 1" } }
    }
    expect(find(free, early())).toEqual([])
  })
})
