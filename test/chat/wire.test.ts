import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { wireConsequences } from "../../src/chat/wire.ts"
import { deltaOf } from "../../src/constraints/Delta.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { WireConsequences } from "../../src/protocol/Facts.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { constraint, rulebookOf, school } from "../support/school.ts"

describe("consequences on the wire", () => {
  it("say what is added to the score, what each constraint costs before and after, and which conflicts come and go", () => {
    const rulebook = rulebookOf(
      school(
        {
          days: ["Monday"],
          periods: ["1", "2", "3", "4"],
          lessons: {
            "9A": { teachers: ["Ms Smith"], at: "Monday 1" },
            "9B": { teachers: ["Ms Smith"], at: "Monday 1" }
          }
        },
        [
          constraint("teacher_clash"),
          constraint("teacher_gaps", { hard: false, weight: 0.7, parameters: { max_per_day: 0 } })
        ]
      )
    )
    const live = new LiveScore(rulebook, Plan.of(rulebook.model))
    const to = { slot: 2, roomIds: [], teacherIds: null, assigned: [] }
    const wire = wireConsequences(rulebook.model, deltaOf(live, [{ lessonId: LessonId.make("9B"), from: null, to }]))
    expect(Schema.encodeSync(WireConsequences)(wire).delta).toEqual({
      hard: -1,
      soft: 0.7,
      constraints: {
        teacher_clash: { kind: "teacher_clash", severity: "hard", before: 1, after: 0 },
        teacher_gaps: { kind: "teacher_gaps", severity: "soft", before: 0, after: 0.7 }
      }
    })
    expect(wire.resolved.map(({ message }) => message)).toEqual(["Ms Smith teaches 9A and 9B on Monday, period 1"])
    expect(wire.added.map(({ resources, slots }) => ({ resources, slots }))).toEqual([
      {
        resources: [{ kind: "teacher", id: "Ms Smith", name: "Ms Smith" }],
        slots: [{ slot: 1, day: "Monday", period: "2", start: null, end: null }]
      }
    ])
  })
})
