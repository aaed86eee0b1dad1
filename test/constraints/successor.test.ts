import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { successor } from "../../src/constraints/successor.ts"
import { applyChanges, changeTo } from "../../src/timetable/Change.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { constraint, rulebookOf, school } from "../support/school.ts"

const body = school(
  {
    lessons: {
      assembly: { classes: ["9A"], teachers: ["Head"], at: "Monday 1", pin: true },
      maths: { classes: ["9A"], teachers: ["Ms Smith"], at: "Monday 2" },
      art: { classes: ["9B"], teachers: ["Ms Smith"], at: "Tuesday 2" }
    }
  },
  [constraint("pinned_moved"), constraint("teacher_clash"), constraint("class_clash")]
)

const liveOf = (of: TimetableBody): LiveScore => {
  const rulebook = rulebookOf(of)
  return new LiveScore(rulebook, Plan.of(rulebook.model))
}

const moved = (lesson: string, slot: number) => {
  const id = LessonId.make(lesson)
  const placement = body.placements.find(({ lessonId }) => lessonId === id)
  return changeTo(placement, id, { slot, roomIds: [], teacherIds: null, assigned: [] })
}

const kinds = (live: LiveScore) => live.evaluation().conflicts.map(({ kind }) => kind)

describe("the live score after changes", () => {
  it("finds what a scan of the new timetable finds, shares its monitors with the one before, and leaves that alone", () => {
    const live = liveOf(body)
    const changes = [moved("art", 1)]
    const after = { ...body, placements: applyChanges(body.placements, changes) }
    const next = Either.getOrThrow(successor(live, after, changes))
    expect(next.evaluation()).toEqual(evaluate(rulebookOf(after), Plan.of(rulebookOf(after).model)))
    expect(kinds(next)).toEqual(["teacher_clash"])
    expect(kinds(live)).toEqual([])
    expect(next.rulebook.monitors).toBe(live.rulebook.monitors)
    expect(next.rulebook.model.body).toBe(after)
  })

  it("knows where lessons are pinned now", () => {
    const live = liveOf(body)
    const free = { ...body, placements: body.placements.map(each => ({ ...each, pin: null })) }
    const changes = [moved("assembly", 3)]
    const after = { ...free, placements: applyChanges(free.placements, changes) }
    const next = Either.getOrThrow(successor(live, after, changes))
    expect(kinds(next)).toEqual([])
    expect(next.evaluation()).toEqual(evaluate(rulebookOf(after), Plan.of(rulebookOf(after).model)))
  })
})
