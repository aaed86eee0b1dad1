import { describe, expect, it } from "vitest"
import { basicConstraints } from "../../../src/constraints/basicConstraints.ts"
import { constraint, evaluateBody, find, messages, type Story, school } from "../../support/school.ts"

const rule = constraint("day_overrun")

const atTheEdges: Story = {
  lessons: {
    lab: { subject: "Physics", classes: ["9A"], duration: 3, at: "Monday 5" },
    maths: { duration: 2, at: "Monday 5" },
    lost: { subject: "Art", classes: ["9B"], duration: 2, at: 30 }
  }
}

describe("day_overrun", () => {
  it("counts the periods past the end of the day, or all of them outside the week", () => {
    expect(find(atTheEdges, rule)).toEqual([
      { deviation: 2, lessons: ["lost"], resources: [], slots: [] },
      { deviation: 1, lessons: ["lab"], resources: [], slots: ["Monday 5", "Monday 6"] }
    ])
    expect(messages(atTheEdges, rule)).toEqual([
      "9B Art is placed outside the week",
      "9A Physics sticks out past the end of Monday by 1 period"
    ])
  })

  it("is the only thing said of lessons outside the week, which occupy nothing", () => {
    const story: Story = {
      teachers: { "Ms Smith": { off: ["Tuesday 1"] } },
      lessons: {
        one: { teachers: ["Ms Smith"], at: 30 },
        two: { teachers: ["Ms Smith"], at: 2 ** 40 },
        tuesday: { teachers: ["Mr Jones"], at: "Tuesday 1" }
      }
    }
    expect(evaluateBody(school(story, basicConstraints())).byKind).toEqual({
      day_overrun: { hard: 2, soft: 0, count: 2 }
    })
  })
})
