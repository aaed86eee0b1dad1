import { describe, expect, it } from "vitest"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { scoreSheet } from "../../src/constraints/ScoreSheet.ts"
import { constraint, rulebookOf, type Story, school } from "../support/school.ts"

const story: Story = {
  lessons: {
    maths: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 1" },
    physics: { teachers: ["Ms Smith"], classes: ["9B"], at: "Monday 1" },
    art: { teachers: ["Mr Jones"], classes: ["9A"], at: "Tuesday 6" },
    music: { teachers: ["Mr Brown"], classes: ["9C"], at: "Wednesday 1" }
  }
}

describe("the score sheet", () => {
  it("says who has how much of the trouble, the worst first, and leaves out who has none", () => {
    const late = constraint("preferred_time", { hard: false, weight: 0.95, parameters: { slots: [0, 6, 12] } })
    const rulebook = rulebookOf(school(story, [constraint("teacher_clash"), late]))
    const plan = Plan.of(rulebook.model)
    expect(scoreSheet(rulebook.model, plan, evaluate(rulebook, plan).conflicts)).toEqual({
      hard: 1,
      soft: 0.95,
      count: 2,
      byKind: {
        teacher_clash: { hard: 1, soft: 0, count: 1 },
        preferred_time: { hard: 0, soft: 0.95, count: 1 }
      },
      teachers: [
        { id: "Ms Smith", name: "Ms Smith", hard: 1, soft: 0, count: 1 },
        { id: "Mr Jones", name: "Mr Jones", hard: 0, soft: 0.95, count: 1 }
      ],
      classes: [
        { id: "9A", name: "9A", hard: 1, soft: 0.95, count: 2 },
        { id: "9B", name: "9B", hard: 1, soft: 0, count: 1 }
      ],
      days: [
        { id: "Monday", name: "Monday", hard: 1, soft: 0, count: 1 },
        { id: "Tuesday", name: "Tuesday", hard: 0, soft: 0.95, count: 1 }
      ]
    })
  })
})
