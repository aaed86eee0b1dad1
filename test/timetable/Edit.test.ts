import { Either } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  applyEdit,
  type Edit,
  editBetween,
  inverseOf,
  noEdit,
  settled,
  touchedLessons
} from "../../src/timetable/Edit.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { Pin, Placement, Spot } from "../../src/timetable/Placement.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { CalendarDate } from "../../src/timetable/Substitution.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import { type Timetable, TimetableId } from "../../src/timetable/Timetable.ts"
import { emptyBody } from "../schedule/bodies.ts"

const [maths, physics, art] = [LessonId.make("9A Maths"), LessonId.make("9B Physics"), LessonId.make("9C Art")]
const at = (slot: number | null, ...rooms: ReadonlyArray<string>): Spot => ({
  slot,
  roomIds: rooms.map(room => RoomId.make(room)),
  teacherIds: null,
  assigned: []
})
const placed = (lessonId: LessonId, spot: Spot, pin: Pin | null = null): Placement => ({ lessonId, ...spot, pin })
const exam: Pin = { by: "Head", why: "exam" }

const timetable = (placements: ReadonlyArray<Placement>, published = false): Timetable => ({
  ...emptyBody,
  id: TimetableId.make("week"),
  schoolId: SchoolId.make("springfield"),
  name: "Week",
  version: 4,
  published,
  placements
})

const byLesson = ({ placements }: Timetable) => new Map(placements.map(placement => [placement.lessonId, placement]))
const settle = (now: Timetable, edit: Edit): Edit => Either.getOrThrow(settled(now, edit))

describe("an edit", () => {
  it("moves lessons first and pins them then, and leaves the version alone", () => {
    const edit: Edit = {
      ...noEdit,
      changes: [{ lessonId: maths, from: at(0), to: at(5, "Lab") }],
      pins: [{ lessonId: maths, from: null, to: exam }],
      published: { from: false, to: true }
    }
    expect(applyEdit(timetable([placed(maths, at(0)), placed(physics, at(1))]), edit)).toEqual(
      timetable([placed(maths, at(5, "Lab"), exam), placed(physics, at(1))], true)
    )
  })

  it("names every lesson that it touches once", () => {
    const cover = {
      date: CalendarDate.make("2026-11-24"),
      lessonId: art,
      absentId: TeacherId.make("smith"),
      substituteId: TeacherId.make("jones")
    }
    expect(
      touchedLessons({
        ...noEdit,
        changes: [{ lessonId: maths, from: at(0), to: null }],
        pins: [
          { lessonId: maths, from: exam, to: null },
          { lessonId: physics, from: null, to: exam }
        ],
        substitutions: [{ from: cover, to: null }]
      })
    ).toEqual([maths, physics, art])
  })
})

describe("a settled edit", () => {
  it("takes `from` as the timetable has it, in whatever order the edit names rooms", () => {
    const now = timetable([placed(maths, at(0, "Lab", "Hall"))], true)
    const edit: Edit = {
      ...noEdit,
      changes: [{ lessonId: maths, from: at(0, "Hall", "Lab"), to: at(1) }],
      published: { from: false, to: false }
    }
    expect(settle(now, edit)).toEqual({
      ...noEdit,
      changes: [{ lessonId: maths, from: at(0, "Lab", "Hall"), to: at(1) }],
      published: { from: true, to: false }
    })
  })

  it("names the pins that go along with their lessons, or are lost with them", () => {
    const now = timetable([placed(maths, at(0), exam), placed(physics, at(1), exam)])
    const edit: Edit = {
      ...noEdit,
      changes: [
        { lessonId: maths, from: at(0), to: at(5) },
        { lessonId: physics, from: at(1), to: null }
      ]
    }
    expect(settle(now, edit).pins).toEqual([
      { lessonId: maths, from: exam, to: { ...exam, slot: 0 } },
      { lessonId: physics, from: exam, to: null }
    ])
  })

  it("follows a lesson that moves twice", () => {
    const now = timetable([placed(maths, at(0))])
    const twice = (second: Spot): Edit => ({
      ...noEdit,
      changes: [
        { lessonId: maths, from: at(0), to: at(1) },
        { lessonId: maths, from: second, to: at(2) }
      ]
    })
    expect(settle(now, twice(at(1)))).toEqual(twice(at(1)))
    expect(settled(now, twice(at(0)))).toEqual(Either.left([maths]))
  })

  it("is refused with the lessons that are elsewhere, or pinned otherwise, each once", () => {
    const now = timetable([placed(maths, at(0)), placed(physics, at(1), exam)])
    const edit: Edit = {
      ...noEdit,
      changes: [
        { lessonId: maths, from: at(3), to: at(5) },
        { lessonId: art, from: at(3), to: at(5) },
        { lessonId: physics, from: null, to: at(2) }
      ],
      pins: [{ lessonId: physics, from: { ...exam, why: "another" }, to: null }]
    }
    expect(settled(now, edit)).toEqual(Either.left([maths, art, physics]))
  })
})

const lessons = Array.from({ length: 5 }, (_, i) => LessonId.make(`lesson ${i}`))
const anySpot = fc.tuple(fc.option(fc.nat(9)), fc.subarray(["Lab", "Hall"])).map(([slot, rooms]) => at(slot, ...rooms))
const anyPin = fc.option(
  fc.oneof(
    fc.constant(exam),
    fc.nat(9).map(slot => ({ ...exam, slot }))
  ),
  { nil: null }
)
const anyPlacements = fc
  .tuple(fc.subarray(lessons), fc.infiniteStream(anySpot), fc.infiniteStream(anyPin))
  .map(([some, spots, pins]) =>
    some.map(lessonId => placed(lessonId, spots.next().value ?? at(0), pins.next().value ?? null))
  )
const anyEdit = fc.record({
  moves: fc.array(fc.tuple(fc.constantFrom(...lessons), fc.option(anySpot, { nil: null })), { maxLength: 6 }),
  pins: fc.uniqueArray(fc.tuple(fc.constantFrom(...lessons), anyPin), { selector: ([lesson]) => lesson }),
  published: fc.option(fc.boolean(), { nil: null })
})

describe("the inverse", () => {
  it("of a settled edit leads back exactly, pins included, whatever was done", () => {
    fc.assert(
      fc.property(anyPlacements, anyEdit, (placements, { moves, pins, published }) => {
        const before = timetable(placements)
        let now = before
        const changes = moves.map(([lessonId, to]) => {
          const was = now.placements.find(each => each.lessonId === lessonId)
          const from = was === undefined ? null : at(was.slot, ...was.roomIds)
          now = applyEdit(now, { ...noEdit, changes: [{ lessonId, from, to }] })
          return { lessonId, from, to }
        })
        const edit = settle(before, {
          ...noEdit,
          changes,
          pins: pins.map(([lessonId, to]) => ({ lessonId, from: byLesson(before).get(lessonId)?.pin ?? null, to })),
          published: published === null ? null : { from: false, to: published }
        })
        const after = applyEdit(before, edit)
        const back = settle(after, inverseOf(edit))
        expect(byLesson(applyEdit(after, back))).toEqual(byLesson(before))
        expect(applyEdit(after, back).published).toBe(false)
        expect(byLesson(applyEdit(before, inverseOf(back)))).toEqual(byLesson(after))
      })
    )
  })
})

describe("the edit between two week plans", () => {
  it("leads from the one to the other and back, and says nothing of what is alike", () => {
    fc.assert(
      fc.property(anyPlacements, anyPlacements, (was, is) => {
        const [before, after] = [timetable(was), timetable(is)]
        const edit = editBetween(was, is)
        expect(byLesson(applyEdit(before, edit))).toEqual(byLesson(after))
        expect(byLesson(applyEdit(after, inverseOf(edit)))).toEqual(byLesson(before))
        expect(editBetween(was, was)).toEqual(noEdit)
      })
    )
  })
})
