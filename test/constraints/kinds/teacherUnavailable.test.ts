import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("teacher_unavailable")
const partTime: Story["teachers"] = { "Ms Smith": { off: ["Monday 2", "Monday 3", "Tuesday 1"] } }

describe("teacher_unavailable", () => {
  it("counts the unavailable periods that a lesson occupies", () => {
    const story: Story = {
      teachers: partTime,
      lessons: {
        lab: { subject: "Physics", classes: ["9A"], teachers: ["Ms Smith"], duration: 4, at: "Monday 1" },
        fine: { teachers: ["Ms Smith"], at: "Wednesday 1" },
        other: { teachers: ["Mr Jones"], at: "Tuesday 1" }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 2, lessons: ["lab"], resources: ["teacher Ms Smith"], slots: ["Monday 2", "Monday 3"] }
    ])
    expect(messages(story, rule)).toEqual([
      "Ms Smith is not available on Monday, periods 2 to 3, but teaches 9A Physics"
    ])
  })

  it("finds the teacher who was chosen to take the lesson over", () => {
    const story: Story = {
      teachers: partTime,
      lessons: { maths: { teachers: ["Mr Jones"], taughtBy: ["Ms Smith"], at: "Tuesday 1" } }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["maths"], resources: ["teacher Ms Smith"], slots: ["Tuesday 1"] }
    ])
  })

  it("counts a lesson of every week once, and leaves out unplaced ones", () => {
    const story: Story = {
      weeks: ["A", "B"],
      teachers: partTime,
      lessons: { maths: { teachers: ["Ms Smith"], at: "Tuesday 1" }, art: { teachers: ["Ms Smith"] } }
    }
    expect(find(story, rule).map(({ deviation }) => deviation)).toEqual([1])
  })
})
