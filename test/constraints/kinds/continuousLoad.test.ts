import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const load = (max: number, on = "teachers") =>
  constraint("continuous_load", { hard: false, scope: { on, ids: "all" }, parameters: { max } })

const story: Story = {
  periods: ["1", "2", "3", "Lunch", "4", "5", "6"],
  lessons: {
    lab: { teachers: ["Ms Smith"], classes: ["9A"], duration: 2, at: "Monday 1" },
    maths: { teachers: ["Ms Smith"], classes: ["9B"], at: "Monday 3" },
    art: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 4" },
    music: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 5" }
  }
}

describe("continuous_load", () => {
  it("counts the periods of a run above the limit; a break ends the run", () => {
    expect(find(story, load(2))).toEqual([
      {
        deviation: 1,
        lessons: ["lab", "maths"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 1", "Monday 2", "Monday 3"]
      }
    ])
    expect(messages(story, load(2))).toEqual(["Ms Smith has 3 periods without a pause on Monday, at most 2 allowed"])
  })

  it("adds the runs of a day up, and judges classes too", () => {
    expect(find(story, load(1)).map(({ deviation }) => deviation)).toEqual([3])
    expect(find(story, load(1, "classes")).map(({ deviation, resources }) => [deviation, resources])).toEqual([
      [2, ["class 9A"]]
    ])
  })

  it("refuses a limit of none, and a scope that is neither teachers nor classes", () => {
    expect(refusal(story, load(0)).path).toBe("parameters.max")
    expect(refusal(story, constraint("continuous_load", { parameters: { max: 2 } }))).toEqual({
      path: "scope.on",
      reason: "applies to teachers or classes, not to school"
    })
  })
})
