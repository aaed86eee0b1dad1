import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mergeEdits } from "../../../src/chat/proposals/mergeEdits.ts"
import { applyEdit, type Edit, noEdit } from "../../../src/timetable/Edit.ts"
import { LessonId } from "../../../src/timetable/Lesson.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { CalendarDate, type Substitution } from "../../../src/timetable/Substitution.ts"
import { TeacherId } from "../../../src/timetable/Teacher.ts"
import { type Timetable, TimetableId } from "../../../src/timetable/Timetable.ts"
import { school } from "../../support/school.ts"

const timetable: Timetable = {
  ...school({ lessons: { maths: { at: "Monday 1" }, art: { at: "Monday 2" }, music: {} } }),
  id: TimetableId.make("t"),
  schoolId: SchoolId.make("s"),
  name: "Week",
  version: 1,
  published: false
}

const spot = (slot: number | null) => (slot === null ? null : { slot, roomIds: [], teacherIds: null, assigned: [] })
const move = (lesson: string, from: number | null, to: number | null): Edit => ({
  ...noEdit,
  changes: [{ lessonId: LessonId.make(lesson), from: spot(from), to: spot(to) }]
})
const substitution = (substitute: string): Substitution => ({
  date: CalendarDate.make("2026-11-24"),
  lessonId: LessonId.make("maths"),
  absentId: TeacherId.make("Ms Ill"),
  substituteId: TeacherId.make(substitute)
})
const cover = (from: string | null, to: string | null): Edit => ({
  ...noEdit,
  substitutions: [{ from: from === null ? null : substitution(from), to: to === null ? null : substitution(to) }]
})

describe("edits of a basket", () => {
  it("add up: a lesson that two move goes from its first spot to its last", () => {
    const { edit, clashes } = mergeEdits(timetable, [move("maths", 0, 3), move("music", null, 5), move("maths", 3, 4)])
    expect(clashes).toEqual([])
    expect(edit.changes).toEqual([...move("maths", 0, 4).changes, ...move("music", null, 5).changes])
  })

  it("come to nothing when they go there and back", () => {
    expect(mergeEdits(timetable, [move("maths", 0, 3), move("maths", 3, 0)]).edit).toEqual(noEdit)
  })

  it("that do not go with the ones before are named, with who was first, and left out", () => {
    const { edit, clashes } = mergeEdits(timetable, [move("maths", 0, 3), move("maths", 0, 4), move("art", 7, 8)])
    expect(clashes).toEqual([
      { later: 1, earlier: 0, lessonIds: ["maths"] },
      { later: 2, earlier: null, lessonIds: ["art"] }
    ])
    expect(edit.changes).toEqual(move("maths", 0, 3).changes)
  })

  it("of dates add up too, and only where they agree", () => {
    expect(mergeEdits(timetable, [cover(null, "Mr A"), cover("Mr A", "Ms B")]).edit).toEqual(cover(null, "Ms B"))
    expect(mergeEdits(timetable, [cover(null, "Mr A"), cover(null, "Ms B")]).clashes).toEqual([
      { later: 1, earlier: 0, lessonIds: ["maths"] }
    ])
  })

  it("do together what they do one after the other, always", () => {
    const lessons = ["maths", "art", "music"] as const
    const steps = fc.array(fc.record({ lesson: fc.constantFrom(...lessons), to: fc.option(fc.nat(20)) }), {
      maxLength: 8
    })
    fc.assert(
      fc.property(steps, moves => {
        const at = new Map<string, number | null>([
          ["maths", 0],
          ["art", 1],
          ["music", null]
        ])
        const edits = moves.map(({ lesson, to }) => {
          const from = at.get(lesson) ?? null
          at.set(lesson, to)
          return move(lesson, from, to)
        })
        const { edit, clashes } = mergeEdits(timetable, edits)
        const byId = ({ placements }: Timetable) => [...placements].sort((a, b) => (a.lessonId < b.lessonId ? -1 : 1))
        expect(clashes).toEqual([])
        expect(byId(applyEdit(timetable, edit))).toEqual(byId(edits.reduce(applyEdit, timetable)))
      })
    )
  })
})
