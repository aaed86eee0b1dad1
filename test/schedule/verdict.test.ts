import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { describe } from "vitest"
import { EditOutdated } from "../../src/schedule/Applier.ts"
import { inverseOf, noEdit } from "../../src/timetable/Edit.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import type { Timetable } from "../../src/timetable/Timetable.ts"
import { lesson, moving, spot } from "./applyingStory.ts"
import { jones, load } from "./changing.ts"
import { decide, nothingWritten, open, world } from "./deciding.ts"

describe("the judgement of a decision", () => {
  it.effect.each([
    {
      what: "moved since",
      lessons: ["9B"],
      edit: { ...noEdit, changes: [{ lessonId: lesson("9B"), from: spot(0), to: spot(3) }] }
    },
    {
      what: "of no timetable",
      lessons: ["9Z"],
      edit: { ...noEdit, changes: [{ lessonId: lesson("9Z"), from: null, to: spot(3) }] }
    },
    {
      what: "sent beyond the week",
      lessons: ["9B"],
      edit: { ...noEdit, changes: [{ lessonId: lesson("9B"), from: spot(1), to: spot(8) }] }
    },
    {
      what: "sent to a room that is gone",
      lessons: ["9B"],
      edit: { ...noEdit, changes: [{ lessonId: lesson("9B"), from: spot(1), to: spot(3, [RoomId.make("Old gym")]) }] }
    },
    {
      what: "given to a teacher who has left",
      lessons: ["9B"],
      edit: {
        ...noEdit,
        changes: [
          { lessonId: lesson("9B"), from: spot(1), to: { ...spot(3), teacherIds: [TeacherId.make("Mr Gone")] } }
        ]
      }
    },
    {
      what: "pinned otherwise",
      lessons: ["9P"],
      edit: { ...noEdit, pins: [{ lessonId: lesson("9P"), from: null, to: { by: "x", why: "y" } }] }
    }
  ])("refuses a lesson $what, and writes nothing", ({ lessons, edit }) =>
    Effect.gen(function* () {
      const head = yield* open
      const before = yield* load(head)
      expect(yield* Effect.flip(decide(head, () => edit, { forced: true, why: "please" }))).toEqual(
        new EditOutdated({ lessonIds: lessons })
      )
      yield* nothingWritten(before)
    }).pipe(Effect.provide(world))
  )

  it.effect("refuses a new hard conflict, names it, and takes a reason, but no less, to force it", () =>
    Effect.gen(function* () {
      const head = yield* open
      const before = yield* load(head)
      const worse = () => moving(before, { "9D": 0 })
      const clash = expect.objectContaining({
        kind: "teacher_clash",
        message: "Ms Smith teaches 9C and 9D on Monday, period 1"
      })
      for (const attempt of [{}, { forced: true }, { forced: true, why: " " }, { why: "not forced" }])
        expect(yield* Effect.flip(decide(head, worse, attempt))).toEqual(
          expect.objectContaining({ _tag: "HardConstraintViolation", added: [clash], pinnedLessonIds: [] })
        )
      yield* nothingWritten(before)
      const { record } = yield* decide(head, worse, { forced: true, why: "the lab floods" })
      expect([record.why, record.score, record.conflicts.added]).toEqual([
        "the lab floods",
        { before: { hard: 1, soft: 0 }, after: { hard: 2, soft: 0 } },
        [clash]
      ])
    }).pipe(Effect.provide(world))
  )

  it.effect("accepts a new hard conflict where the hard cost falls all the same", () =>
    Effect.gen(function* () {
      const head = yield* open
      yield* decide(head, now => moving(now, { "9A": null }), { forced: true, why: "out" })
      // Placing it again costs a clash (1), and saves an unplaced lesson (3).
      const { record } = yield* decide(head, now => moving(now, { "9A": 0 }))
      expect(record.score).toEqual({ before: { hard: 3, soft: 0 }, after: { hard: 1, soft: 0 } })
      expect(record.conflicts.added.map(({ kind }) => kind)).toEqual(["teacher_clash"])
    }).pipe(Effect.provide(world))
  )

  it.effect("refuses to move a pinned lesson, forced moves it, and it may always come back", () =>
    Effect.gen(function* () {
      const head = yield* open
      const before = yield* load(head)
      const away = (now: Timetable) => moving(now, { "9P": 7 })
      expect(yield* Effect.flip(decide(head, away))).toEqual(
        expect.objectContaining({ _tag: "HardConstraintViolation", pinnedLessonIds: ["9P"] })
      )
      yield* nothingWritten(before)
      const { record } = yield* decide(head, away, { forced: true, why: "painters" })
      const undo = { kind: "undone" as const, undoOf: record.id }
      yield* decide(head, () => inverseOf(record.edit), undo)
      expect(yield* load(head)).toEqual({ ...before, version: 3 })
    }).pipe(Effect.provide(world))
  )

  it.effect("undoes what helped, though its conflicts come back, and redoes it", () =>
    Effect.gen(function* () {
      const head = yield* open
      const before = yield* load(head)
      const helped = yield* decide(head, now => moving(now, { "9B": 3 }))
      const after = yield* load(head)
      const undone = yield* decide(head, () => inverseOf(helped.record.edit), {
        kind: "undone",
        undoOf: helped.record.id
      })
      expect(undone.record).toEqual({
        ...helped.record,
        id: undone.record.id,
        version: 3,
        kind: "undone",
        edit: inverseOf(helped.record.edit),
        undoOf: helped.record.id,
        score: { before: helped.record.score.after, after: helped.record.score.before },
        conflicts: { added: helped.record.conflicts.resolved, resolved: helped.record.conflicts.added }
      })
      expect(yield* load(head)).toEqual({ ...before, version: 3 })
      yield* decide(head, () => inverseOf(undone.record.edit), { kind: "redone", undoOf: undone.record.id })
      expect(yield* load(head)).toEqual({ ...after, version: 4 })
    }).pipe(Effect.provide(world))
  )

  it.effect("does not undo into a place that somebody has taken since, unless it is forced", () =>
    Effect.gen(function* () {
      const head = yield* open
      const { record } = yield* decide(head, now =>
        moving(now, { "9D": { ...spot(7), roomIds: [RoomId.make("Lab")] } })
      )
      yield* decide(head, now => moving(now, { "9C": 2 }), { actor: jones })
      const undo = { kind: "undone" as const, undoOf: record.id }
      expect(yield* Effect.flip(decide(head, () => inverseOf(record.edit), undo))).toEqual(
        expect.objectContaining({
          _tag: "HardConstraintViolation",
          added: [expect.objectContaining({ message: "Ms Smith teaches 9C and 9D on Monday, period 3" })]
        })
      )
      yield* decide(head, () => inverseOf(record.edit), { ...undo, forced: true, why: "both, then" })
      expect((yield* load(head)).version).toBe(4)
    }).pipe(Effect.provide(world))
  )
})
