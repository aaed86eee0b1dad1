import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deltaOf, differenceOf } from "../../src/constraints/Delta.ts"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { applyChanges, type Change } from "../../src/timetable/Change.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { Spot } from "../../src/timetable/Placement.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { anyMoves, type Move, moveIn } from "../support/anyMoves.ts"
import { anySchool } from "../support/anySchool.ts"
import { constraint, rulebookOf, school } from "../support/school.ts"

const liveOf = (body: TimetableBody): LiveScore => {
  const rulebook = rulebookOf(body)
  return new LiveScore(rulebook, Plan.of(rulebook.model))
}

const to = (lesson: string, spot: Spot | null): Change => ({ lessonId: LessonId.make(lesson), from: null, to: spot })

/** Ms Smith has 9A and 9B at once, and 9C right before. */
const monday = school(
  {
    days: ["Monday", "Tuesday"],
    periods: ["1", "2", "3", "4"],
    lessons: {
      "9A": { teachers: ["Ms Smith"], at: "Monday 2" },
      "9B": { teachers: ["Ms Smith"], at: "Monday 2" },
      "9C": { teachers: ["Ms Smith"], at: "Monday 1" }
    }
  },
  [
    constraint("teacher_clash"),
    constraint("unplaced", { weight: 3 }),
    constraint("teacher_gaps", { hard: false, weight: 0.1, parameters: { max_per_day: 0 } })
  ]
)

const at = (slot: number): Spot => ({ slot, roomIds: [], teacherIds: null, assigned: [] })

describe("the delta of changes", () => {
  it("says what is resolved, what is added, and what each constraint costs before and after", () => {
    const live = liveOf(monday)
    const delta = deltaOf(live, [to("9B", at(3))])
    expect({ ...delta, resolved: delta.resolved.map(c => c.message), added: delta.added.map(c => c.message) }).toEqual({
      before: { hard: 1, soft: 0 },
      after: { hard: 0, soft: 0.1 },
      constraints: [
        { constraintId: "teacher_clash", kind: "teacher_clash", severity: "hard", before: 1, after: 0 },
        { constraintId: "teacher_gaps", kind: "teacher_gaps", severity: "soft", before: 0, after: 0.1 }
      ],
      resolved: ["Ms Smith teaches 9A and 9B on Monday, period 2"],
      added: ["Ms Smith has 1 gap on Monday, at most 0 allowed: Monday, period 3"]
    })
    expect(differenceOf(delta.before, delta.after)).toEqual({ hard: -1, soft: 0.1 })
  })

  it("judges several changes together, and one that takes a lesson out of the week", () => {
    const live = liveOf(monday)
    const { after, added, resolved } = deltaOf(live, [to("9B", at(3)), to("9C", null), to("9B", at(4))])
    expect(after).toEqual({ hard: 3, soft: 0 })
    expect(added.map(({ kind, lessons }) => [kind, lessons])).toEqual([["unplaced", ["9C"]]])
    expect(resolved.map(({ kind }) => kind)).toEqual(["teacher_clash"])
  })

  it("is nothing for no change, for a change back, and for a lesson that there is not", () => {
    const live = liveOf(monday)
    const nothing = { constraints: [], resolved: [], added: [] }
    for (const changes of [[], [to("9B", at(3)), to("9B", at(1))], [to("9Z", at(0))]])
      expect(deltaOf(live, changes)).toEqual({ ...nothing, before: { hard: 1, soft: 0 }, after: { hard: 1, soft: 0 } })
  })

  it("equals the difference between two plans judged from scratch, and leaves the live score as it was", () => {
    const changeOf = (body: TimetableBody, live: LiveScore, move: Move): Change => {
      const [lesson, slot, rooms] = moveIn(live.rulebook.model, move)
      const roomIds = [...rooms].map(room => RoomId.make(body.rooms[room]?.id ?? ""))
      return to(body.lessons[lesson]?.id ?? "", slot < 0 ? null : { slot, roomIds, teacherIds: null, assigned: [] })
    }
    fc.assert(
      fc.property(anySchool, anyMoves(4), (body, moves) => {
        const live = liveOf(body)
        const before = live.evaluation()
        const changes = moves.map(move => changeOf(body, live, move))
        const delta = deltaOf(live, changes)
        expect(live.evaluation()).toEqual(before)
        const { rulebook } = live
        const after = evaluate(rulebook, Plan.of(rulebook.model, applyChanges(body.placements, changes)))
        expect(delta.before).toEqual({ hard: before.hard, soft: before.soft })
        expect(delta.after).toEqual({ hard: after.hard, soft: after.soft })
        const without = (all: typeof after.conflicts, others: typeof after.conflicts) => {
          const ids = new Set(others.map(({ id }) => id))
          return all.filter(({ id }) => !ids.has(id))
        }
        expect(delta.added).toEqual(without(after.conflicts, before.conflicts))
        expect(delta.resolved).toEqual(without(before.conflicts, after.conflicts))
      })
    )
  })
})
