import { expect, it } from "@effect/vitest"
import { Chunk, Deferred, Effect, Either, Fiber, Layer, Ref, Stream } from "effect"
import { describe } from "vitest"
import { Applier } from "../../src/schedule/Applier.ts"
import { ChangeFeed } from "../../src/schedule/ChangeFeed.ts"
import { ChangeRepo, StaleVersion, SuggestionSpent } from "../../src/schedule/ChangeRepo.ts"
import type { Inspection } from "../../src/schedule/ConflictDetector.ts"
import { inspectTimetable } from "../../src/schedule/ConflictDetectorCached.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { type Edit, noEdit } from "../../src/timetable/Edit.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import type { Timetable } from "../../src/timetable/Timetable.ts"
import { applying, decisionOn, lesson, moving } from "./applyingStory.ts"
import { inMemory, jones, load, smith, suggestionFor } from "./changing.ts"
import { decide, inspect, nothingWritten, open, world } from "./deciding.ts"

/** Everything an inspection says, apart from who shares what. */
const said = ({ timetable, evaluation, live, plan }: Inspection) => ({
  timetable,
  evaluation,
  total: { ...live.total },
  places: [...plan.slotOf],
  isOwnPlan: live.plan === plan
})

describe("applying", () => {
  it.effect("writes a change that helps, with score and conflicts before and after, and tells who looks", () =>
    Effect.gen(function* () {
      const head = yield* open
      const feed = yield* ChangeFeed
      const told = yield* feed.subscribe
      const before = yield* load(head)
      const edit = moving(before, { "9B": 3 })
      const committed = yield* decide(head, () => edit, { why: "less haste" })
      const { record } = committed
      expect(record).toEqual({
        id: record.id,
        schoolId: head.schoolId,
        timetableId: head.id,
        version: 2,
        actor: smith,
        at: 0,
        kind: "applied",
        edit,
        why: "less haste",
        suggestionId: null,
        undoOf: null,
        score: { before: { hard: 1, soft: 0 }, after: { hard: 0, soft: 0 } },
        conflicts: { added: [], resolved: [expect.objectContaining({ kind: "teacher_clash", severity: "hard" })] }
      })
      expect(Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(told, 1)))).toEqual([committed])
      expect((yield* load(head)).placements).toEqual(
        before.placements.map(each => (each.lessonId === "9B" ? { ...each, slot: 3 } : each))
      )
    }).pipe(Effect.scoped, Effect.provide(world))
  )

  it.effect.each([
    { what: "a move", edit: (now: Timetable) => moving(now, { "9B": 3 }) },
    { what: "a lesson out of the week", edit: (now: Timetable) => moving(now, { "9A": null }) },
    {
      what: "a lock",
      edit: (): Edit => ({ ...noEdit, pins: [{ lessonId: lesson("9A"), from: null, to: { by: "Head", why: "exam" } }] })
    },
    {
      what: "an unlock",
      edit: (now: Timetable): Edit => ({
        ...noEdit,
        pins: [{ lessonId: lesson("9P"), from: now.placements.at(-1)?.pin ?? null, to: null }]
      })
    },
    { what: "a pinned lesson moved by force", edit: (now: Timetable) => moving(now, { "9P": 7 }) },
    { what: "publishing", edit: (): Edit => ({ ...noEdit, published: { from: false, to: true } }) }
  ])(
    "leaves the detector with what a fresh look would find, loads nothing, and changes nobody's old view: $what",
    ({ edit }) =>
      Effect.gen(function* () {
        const loads = yield* Ref.make(0)
        const counting = Layer.effect(
          ScheduleRepo,
          Effect.map(ScheduleRepo, repo => ({
            ...repo,
            load: (schoolId, id) =>
              Effect.zipRight(
                Ref.update(loads, n => n + 1),
                repo.load(schoolId, id)
              )
          }))
        ).pipe(Layer.provideMerge(inMemory))
        yield* Effect.gen(function* () {
          const head = yield* open
          const old = yield* inspect(head)
          const oldSaid = structuredClone(said(old))
          const applier = yield* Applier
          yield* applier.apply(decisionOn(head, edit(old.timetable), { forced: true, why: "it must be" }))
          const next = yield* inspect(head)
          expect(yield* Ref.get(loads)).toBe(1)
          expect(said(old)).toEqual(oldSaid)
          const stored = yield* load(head)
          expect(said(next)).toEqual(said(yield* inspectTimetable(stored)))
          expect(next.model.body).toBe(next.timetable)
        }).pipe(Effect.provide(Layer.provideMerge(applying, counting)))
      })
  )

  it.effect("refuses a stale version, and says who changed it", () =>
    Effect.gen(function* () {
      const head = yield* open
      const applier = yield* Applier
      const edit = moving(yield* load(head), { "9B": 3 })
      const { record } = yield* applier.apply(decisionOn(head, edit, { actor: jones }))
      expect(yield* Effect.flip(applier.apply(decisionOn(head, edit)))).toEqual(
        new StaleVersion({ expected: 1, current: 2, by: record })
      )
    }).pipe(Effect.provide(world))
  )

  it.effect("answers a repeated frame with the first record, tells of it once, and does nothing more", () =>
    Effect.gen(function* () {
      const head = yield* open
      const applier = yield* Applier
      const feed = yield* ChangeFeed
      const told = yield* feed.subscribe
      const decision = decisionOn(head, moving(yield* load(head), { "9B": 3 }))
      const first = yield* applier.apply(decision)
      expect(yield* applier.apply(decision)).toEqual({ ...first, duplicate: true })
      const next = yield* decide(head, now => moving(now, { "9C": 4 }))
      expect(Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(told, 2)))).toEqual([first, next])
      expect((yield* load(head)).version).toBe(3)
    }).pipe(Effect.scoped, Effect.provide(world))
  )

  it.effect("tells of a change when its frame is repeated, where the answer to the first commit was lost", () =>
    Effect.gen(function* () {
      const head = yield* open
      const applier = yield* Applier
      const feed = yield* ChangeFeed
      const told = yield* feed.subscribe
      const decision = decisionOn(head, moving(yield* load(head), { "9B": 3 }))
      const repo = yield* ChangeRepo
      // What the first attempt left behind: everything but the answer.
      const { suggestion: _, version: expectedVersion, forced: _forced, ...decided } = decision
      const lost = yield* repo.commit({
        ...decided,
        id: "lost",
        at: 0,
        suggestionId: null,
        score: { before: null, after: null },
        conflicts: { added: [], resolved: [] },
        expectedVersion,
        hash: null
      })
      const again = yield* applier.apply(decision)
      expect(again).toEqual({ ...lost, duplicate: true })
      expect(Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(told, 1)))).toEqual([again])
    }).pipe(Effect.scoped, Effect.provide(world))
  )

  it.effect("of twenty who decide at once one wins, whoever it is, and the feed hears of one change", () =>
    Effect.gen(function* () {
      const head = yield* open
      const applier = yield* Applier
      const now = yield* load(head)
      const results = yield* Effect.forEach(
        Array.from({ length: 20 }, (_, i) =>
          decisionOn(head, moving(now, { "9B": 3 }), { actor: { id: `${i}`, name: `Rival ${i}` } })
        ),
        decision => Effect.either(applier.apply(decision)),
        { concurrency: "unbounded" }
      )
      const [winner, ...others] = results.flatMap(result => (Either.isRight(result) ? result.right.record : []))
      if (winner === undefined) return expect.fail("nobody won")
      expect(others).toEqual([])
      expect(results.flatMap(result => (Either.isLeft(result) ? result.left : []))).toEqual(
        Array.from({ length: 19 }, () => new StaleVersion({ expected: 1, current: 2, by: winner }))
      )
    }).pipe(Effect.provide(world))
  )

  it.effect("rows 24 and 25: spends a suggestion, and refuses one that was edited or has expired", () =>
    Effect.gen(function* () {
      const head = yield* open
      const before = yield* load(head)
      const suggestions = yield* SuggestionRepo
      const fresh = suggestionFor(head)
      const expired = suggestionFor(head, { expiresAt: 0 })
      yield* suggestions.put([fresh, expired])
      const attempt = (id: typeof fresh.id, hash: string) =>
        decide(head, now => moving(now, { "9B": 3 }), { suggestion: { id, hash } })
      expect(yield* Effect.flip(attempt(fresh.id, "edited"))).toEqual(
        new SuggestionSpent({ suggestionId: fresh.id, reason: "altered" })
      )
      expect(yield* Effect.flip(attempt(expired.id, expired.hash))).toEqual(
        new SuggestionSpent({ suggestionId: expired.id, reason: "expired" })
      )
      yield* nothingWritten(before)
      const { record } = yield* attempt(fresh.id, fresh.hash)
      expect(record.suggestionId).toBe(fresh.id)
      expect((yield* suggestions.find({ schoolId: head.schoolId, userId: smith.id }, fresh.id))?.status).toBe("applied")
    }).pipe(Effect.provide(world))
  )

  it.effect("does not find another school's timetable", () =>
    Effect.gen(function* () {
      const head = yield* open
      const trespass = decide(head, () => noEdit, { schoolId: SchoolId.make("shelbyville") })
      expect((yield* Effect.flip(trespass))._tag).toBe("TimetableNotFound")
      yield* nothingWritten(yield* load(head))
    }).pipe(Effect.provide(world))
  )

  it.effect("once the commit is under way is finished and told, even if who asked has gone", () =>
    Effect.gen(function* () {
      const committing = yield* Deferred.make<void>()
      const goOn = yield* Deferred.make<void>()
      const slow = Layer.effect(
        ChangeRepo,
        Effect.map(ChangeRepo, repo => ({
          ...repo,
          commit: commit =>
            Deferred.succeed(committing, undefined).pipe(
              Effect.zipRight(Deferred.await(goOn)),
              Effect.zipRight(repo.commit(commit))
            )
        }))
      ).pipe(Layer.provideMerge(inMemory))
      yield* Effect.gen(function* () {
        const head = yield* open
        const feed = yield* ChangeFeed
        const told = yield* feed.subscribe
        const asked = yield* Effect.fork(decide(head, now => moving(now, { "9B": 3 })))
        yield* Deferred.await(committing)
        const leaving = yield* Effect.fork(Fiber.interrupt(asked))
        yield* Effect.yieldNow()
        yield* Deferred.succeed(goOn, undefined)
        yield* Fiber.join(leaving)
        const [committed] = Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(told, 1)))
        expect(committed?.record.version).toBe(2)
        expect((yield* inspect(head)).timetable).toEqual(yield* load(head))
      }).pipe(Effect.scoped, Effect.provide(Layer.provideMerge(applying, slow)))
    })
  )
})
