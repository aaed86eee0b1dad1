import { expect, layer } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import { describe } from "vitest"
import type { Conflict } from "../../src/constraints/Conflict.ts"
import { ConflictId } from "../../src/constraints/Conflict.ts"
import { type ChangeRecord, ChangeRepo, type HistoryFilter, StaleVersion } from "../../src/schedule/ChangeRepo.ts"
import { ScheduleRepo, TimetableNotFound } from "../../src/schedule/ScheduleRepo.ts"
import { recordOf } from "../../src/schedule/spending.ts"
import { ConstraintId } from "../../src/timetable/Constraint.ts"
import { noEdit } from "../../src/timetable/Edit.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { CalendarDate, type Substitution } from "../../src/timetable/Substitution.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import { oneLesson } from "./bodies.ts"
import {
  at,
  commitAll,
  commitTo,
  everything,
  jones,
  load,
  morning,
  openTimetable,
  placedLesson,
  recordsOf,
  smith,
  unplacedLesson
} from "./changing.ts"
import { everyStore } from "./everyStore.ts"

const unplacedConflict: Conflict = {
  id: ConflictId.make("unplaced-0123456789abcdef"),
  kind: "unplaced",
  severity: "hard",
  constraintId: ConstraintId.make("all-placed"),
  deviation: 1,
  cost: 1.5,
  lessons: [unplacedLesson],
  resources: [{ kind: "teacher", id: "smith" }],
  slots: [],
  message: "9A Maths (\ud83d) has no place"
}

const standIn = (date: string, substitute: string): Substitution => ({
  date: CalendarDate.make(date),
  lessonId: placedLesson,
  absentId: TeacherId.make("smith"),
  substituteId: TeacherId.make(substitute)
})

describe.each(everyStore)("changes %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("writes the change, its record and its place in the feed, and counts the version up", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Once")
        const commit = commitTo(head, {
          why: "the hall \0 is \ud83d free",
          actor: { id: "smith", name: "Mrs. \ud83d Smith" },
          conflicts: { added: [], resolved: [unplacedConflict] }
        })
        const record: ChangeRecord = recordOf(commit, 2)
        const committed = yield* repo.commit(commit)
        // The import that made the timetable is the topic's first event.
        expect(committed).toEqual({ record, epoch: committed.epoch, seq: 2, duplicate: false })
        expect(yield* load(head)).toEqual({
          ...oneLesson,
          ...head,
          version: 2,
          placements: [...oneLesson.placements, { lessonId: unplacedLesson, ...at(7, "hall"), pin: null }]
        })
        expect(yield* repo.find(head.schoolId, head.id, commit.id)).toEqual(record)
        expect(yield* repo.byClientId(head.schoolId, smith.id, commit.clientId)).toEqual({
          ...committed,
          duplicate: true
        })
      })
    )

    it.effect("does once what a frame asks for twice, even when its version has passed", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Twice")
        const commit = commitTo(head)
        const first = yield* repo.commit(commit)
        const again = yield* repo.commit({ ...commit, id: "another", at: morning + 5 })
        expect(again).toEqual({ ...first, duplicate: true })
        expect((yield* load(head)).version).toBe(2)
        expect(yield* recordsOf(head)).toEqual([first.record])
      })
    )

    it.effect("lets another person, and another school, use the same frame id", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const ours = yield* openTimetable("Frames, ours")
        const theirs = yield* openTimetable("Frames, theirs")
        const clientId = "frame 1"
        const edit = noEdit
        yield* repo.commit(commitTo(ours, { clientId, edit }))
        const second = yield* repo.commit(commitTo(ours, { clientId, edit, actor: jones, expectedVersion: 2 }))
        const third = yield* repo.commit(commitTo(theirs, { clientId, edit }))
        expect([second.duplicate, third.duplicate]).toEqual([false, false])
        expect(yield* repo.byClientId(SchoolId.make("Frames, nobody"), smith.id, clientId)).toBe(null)
        expect(yield* repo.byClientId(ours.schoolId, "nobody", clientId)).toBe(null)
        expect((yield* repo.byClientId(theirs.schoolId, smith.id, clientId))?.record.id).toBe(third.record.id)
      })
    )

    it.effect("refuses a version that has passed, and says who made the newest change; nothing is written", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Stale")
        const { record: by } = yield* repo.commit(commitTo(head, { actor: jones }))
        const before = yield* load(head)
        expect(yield* Effect.flip(repo.commit(commitTo(head)))).toEqual(
          new StaleVersion({ expected: 1, current: 2, by })
        )
        expect(yield* Effect.flip(repo.commit(commitTo(head, { expectedVersion: 9 })))).toEqual(
          new StaleVersion({ expected: 9, current: 2, by })
        )
        expect(yield* load(head)).toEqual(before)
        expect(yield* recordsOf(head)).toEqual([by])
      })
    )

    it.effect("does not find another school's timetable, nor its changes", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const ours = yield* openTimetable("Foreign, ours")
        const theirs = yield* openTimetable("Foreign, theirs")
        const { record } = yield* repo.commit(commitTo(theirs))
        const trespass = commitTo(theirs, { schoolId: ours.schoolId, expectedVersion: 2 })
        expect(yield* Effect.flip(repo.commit(trespass))).toEqual(
          new TimetableNotFound({ schoolId: ours.schoolId, timetableId: theirs.id })
        )
        expect(yield* repo.find(ours.schoolId, theirs.id, record.id)).toBe(null)
        expect(yield* repo.find(ours.schoolId, ours.id, record.id)).toBe(null)
        expect(yield* repo.history(ours.schoolId, theirs.id, everything)).toEqual({ total: 0, changes: [] })
      })
    )

    it.effect("of fifty who decide at once exactly one wins, and the others learn who", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Race")
        const rivals = Array.from({ length: 50 }, (_, i) =>
          commitTo(head, { actor: { id: `rival ${i}`, name: `Rival ${i}` } })
        )
        const results = yield* Effect.forEach(rivals, commit => Effect.either(repo.commit(commit)), {
          concurrency: "unbounded"
        })
        const [winner, ...others] = results.flatMap(result => (Either.isRight(result) ? result.right.record : []))
        if (winner === undefined) return expect.fail("nobody won")
        expect(others).toEqual([])
        const losers = results.flatMap(result => (Either.isLeft(result) ? result.left : []))
        expect(losers).toEqual(
          Array.from({ length: 49 }, () => new StaleVersion({ expected: 1, current: 2, by: winner }))
        )
        expect((yield* load(head)).version).toBe(2)
        expect(yield* recordsOf(head)).toEqual([winner])
      })
    )

    it.effect("does once what arrives many times at once under one frame id", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Echo")
        const commit = commitTo(head)
        const all = yield* Effect.forEach(
          Array.from({ length: 20 }, (_, i) => ({ ...commit, id: `echo ${i}` })),
          each => repo.commit(each),
          { concurrency: "unbounded" }
        )
        expect(all.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
        expect(new Set(all.map(({ record }) => record.id)).size).toBe(1)
        expect((yield* load(head)).version).toBe(2)
      })
    )

    it.effect("does once what one frame asks of two timetables at once", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Two weeks")
        const { schoolId } = head
        const other = yield* Effect.flatMap(ScheduleRepo, schedules =>
          schedules.put({ schoolId, name: "Other week", body: oneLesson, makeCurrent: false })
        )
        const pairs = Array.from({ length: 8 }, (_, i) => `frame ${i}`)
        const both = yield* Effect.forEach(pairs, (clientId, i) =>
          Effect.all(
            [
              repo.commit(commitTo(head, { clientId, edit: noEdit, expectedVersion: 1 + i })),
              repo.commit(commitTo(other, { clientId, edit: noEdit, expectedVersion: 1 + i }))
            ].map(each => Effect.catchTag(each, "StaleVersion", () => Effect.succeed(null))),
            { concurrency: 2 }
          )
        )
        expect(both.flat().filter(each => each?.duplicate === false)).toHaveLength(
          (yield* load(head)).version + (yield* load(other)).version - 2
        )
        for (const [one, two] of both) if (one && two) expect(one.record).toEqual(two.record)
      })
    )

    it.effect("tells the history newest first, by lesson and since when, in pages", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("History")
        const pinning = [{ lessonId: placedLesson, from: oneLesson.placements[0]?.pin ?? null, to: null }]
        yield* commitAll(head, [
          { id: "h placed", at: morning },
          { id: "h unpinned", at: morning + 1, kind: "unlocked", edit: { ...noEdit, pins: pinning } },
          {
            id: "h covered",
            at: morning + 2,
            kind: "covered",
            edit: { ...noEdit, substitutions: [{ from: null, to: standIn("2026-11-24", "jones") }] }
          },
          {
            id: "h published",
            at: morning + 3,
            kind: "published",
            edit: { ...noEdit, published: { from: false, to: true } }
          }
        ])
        const ids = (filter: Partial<HistoryFilter>) =>
          Effect.map(repo.history(head.schoolId, head.id, { ...everything, ...filter }), ({ total, changes }) => [
            total,
            ...changes.map(({ id, kind }) => (kind === "imported" ? "import" : id))
          ])
        expect(yield* ids({})).toEqual([5, "h published", "h covered", "h unpinned", "h placed", "import"])
        expect(yield* ids({ limit: 2, offset: 1 })).toEqual([5, "h covered", "h unpinned"])
        expect(yield* ids({ lessonIds: [placedLesson] })).toEqual([2, "h covered", "h unpinned"])
        expect(yield* ids({ lessonIds: [unplacedLesson] })).toEqual([1, "h placed"])
        expect(yield* ids({ lessonIds: [] })).toEqual([0])
        expect(yield* ids({ since: morning + 2 })).toEqual([2, "h published", "h covered"])
      })
    )
  })
})
