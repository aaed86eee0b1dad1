import { expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Ref, TestClock } from "effect"
import { describe } from "vitest"
import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import { deltaOf } from "../../src/constraints/Delta.ts"
import { ConflictDetector } from "../../src/schedule/ConflictDetector.ts"
import { type CacheOptions, layerWith } from "../../src/schedule/ConflictDetectorCached.ts"
import { ScheduleRepo, TimetableNotFound } from "../../src/schedule/ScheduleRepo.ts"
import { layerMemory } from "../../src/schedule/ScheduleRepoMemory.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { ConstraintId } from "../../src/timetable/Constraint.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { emptyBody, oneLesson } from "./bodies.ts"
import { countTurns } from "./turns.ts"

const schoolId = SchoolId.make("springfield")

/** The memory repository, with a count of loads, and a hook that runs before each. */
const watched = Effect.gen(function* () {
  const loads = yield* Ref.make(0)
  const beforeLoad = yield* Ref.make<Effect.Effect<void, StorageUnavailable>>(Effect.void)
  const repository = Layer.effect(
    ScheduleRepo,
    Effect.map(ScheduleRepo, repo => ({
      ...repo,
      load: (school, id) =>
        Effect.zipRight(
          Effect.zipRight(
            Ref.update(loads, n => n + 1),
            Effect.flatten(Ref.get(beforeLoad))
          ),
          repo.load(school, id)
        )
    }))
  ).pipe(Layer.provide(layerMemory))
  return { loads, beforeLoad, repository }
})

const put = (name: string, body: TimetableBody) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    yield* repo.putSchool({ id: schoolId, name: "Springfield", timeZone: "Europe/London" })
    return yield* repo.put({ schoolId, name, body, makeCurrent: true })
  })

/** Runs a story with a detector of these options over the watched repository. */
const withDetector = <A, E>(
  options: Partial<CacheOptions>,
  story: (seen: Effect.Effect.Success<typeof watched>) => Effect.Effect<A, E, ConflictDetector | ScheduleRepo>
) =>
  Effect.flatMap(watched, seen => Effect.provide(story(seen), Layer.provideMerge(layerWith(options), seen.repository)))

describe("the detector", () => {
  it.effect("judges a version once, for the id and for the current timetable", () =>
    withDetector({}, ({ loads }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        const head = yield* put("Week", oneLesson)
        const first = yield* detector.inspect(schoolId, null)
        expect(first.timetable).toEqual({ ...oneLesson, ...head })
        expect(yield* detector.inspect(schoolId, head.id)).toBe(first)
        expect(yield* Ref.get(loads)).toBe(1)
      })
    )
  )

  it.effect("lets everybody else have a turn while it judges a timetable from scratch", () =>
    withDetector({}, () =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        const [basic = expect.fail("no constraint")] = basicConstraints()
        const constraints = Array.from({ length: 640 }, (_, i) => ({ ...basic, id: ConstraintId.make(`again ${i}`) }))
        yield* put("Week", { ...oneLesson, placements: [], constraints })
        expect(yield* countTurns(detector.inspect(schoolId, null))).toBeGreaterThanOrEqual(160)
      })
    )
  )

  it.effect("keeps a live score at hand, so that a what if costs no second look at the whole timetable", () =>
    withDetector({}, () =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        yield* put("Week", { ...oneLesson, placements: [], constraints: basicConstraints() })
        const { evaluation, live } = yield* detector.inspect(schoolId, null)
        const [lesson] = oneLesson.lessons
        const to = { slot: 0, roomIds: [], teacherIds: null, assigned: [] }
        const changes = lesson === undefined ? [] : [{ lessonId: lesson.id, from: null, to }]
        expect(deltaOf(live, changes).resolved.map(({ kind }) => kind)).toEqual(["unplaced"])
        expect(live.evaluation()).toEqual(evaluation)
      })
    )
  )

  it.effect("judges again when the version has changed", () =>
    withDetector({}, () =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        yield* put("Week", oneLesson)
        yield* detector.inspect(schoolId, null)
        const head = yield* put("Week", emptyBody)
        expect((yield* detector.inspect(schoolId, null)).timetable).toEqual({ ...emptyBody, ...head })
      })
    )
  )

  it.effect("keeps what it loaded even if somebody wrote after it looked at the version", () =>
    withDetector({}, ({ loads, beforeLoad }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        const repo = yield* ScheduleRepo
        yield* put("Week", oneLesson)
        yield* Ref.set(
          beforeLoad,
          Effect.ignore(repo.put({ schoolId, name: "Week", body: emptyBody, makeCurrent: true }))
        )
        const newest = yield* detector.inspect(schoolId, null)
        expect(newest.timetable.version).toBe(2)
        yield* Ref.set(beforeLoad, Effect.void)
        expect(yield* detector.inspect(schoolId, null)).toBe(newest)
        expect(yield* Ref.get(loads)).toBe(1)
      })
    )
  )

  it.effect("judges once for many who ask at the same time, even if the first of them leaves", () =>
    withDetector({}, ({ loads, beforeLoad }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        yield* put("Week", oneLesson)
        const loading = yield* Deferred.make<void>()
        const goOn = yield* Deferred.make<void>()
        yield* Ref.set(beforeLoad, Effect.zipRight(Deferred.succeed(loading, undefined), Deferred.await(goOn)))
        const first = yield* Effect.fork(detector.inspect(schoolId, null))
        yield* Deferred.await(loading)
        const others = yield* Effect.fork(
          Effect.all(
            Array.from({ length: 20 }, () => detector.inspect(schoolId, null)),
            { concurrency: "unbounded" }
          )
        )
        yield* Effect.yieldNow()
        yield* Fiber.interrupt(first)
        yield* Deferred.succeed(goOn, undefined)
        const [one, ...rest] = yield* Fiber.join(others)
        expect(rest.every(other => other === one)).toBe(true)
        expect(yield* Ref.get(loads)).toBe(1)
      })
    )
  )

  it.effect("tells a failure, and tries again for the next who asks", () =>
    withDetector({}, ({ beforeLoad }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        const head = yield* put("Week", oneLesson)
        const outage = new StorageUnavailable({ cause: "the cable" })
        yield* Ref.set(beforeLoad, Effect.fail(outage))
        expect(yield* Effect.flip(detector.inspect(schoolId, null))).toEqual(outage)
        yield* Ref.set(beforeLoad, Effect.void)
        expect((yield* detector.inspect(schoolId, null)).timetable).toEqual({ ...oneLesson, ...head })
      })
    )
  )

  it.effect("tells which constraint cannot be read, and that there is no timetable", () =>
    withDetector({}, () =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        expect(yield* Effect.flip(detector.inspect(schoolId, null))).toEqual(
          new TimetableNotFound({ schoolId, timetableId: null })
        )
        const id = ConstraintId.make("tidy")
        const scope = { on: "school" } as const
        const tidy = {
          id,
          kind: "tidy",
          hard: true,
          weight: 1,
          cost: "linear",
          scope,
          parameters: {},
          note: null
        } as const
        yield* put("Week", { ...oneLesson, constraints: [tidy] })
        expect(yield* Effect.flip(detector.inspect(schoolId, null))).toEqual(
          expect.objectContaining({ _tag: "BadConstraint", constraintId: "tidy", path: "kind" })
        )
      })
    )
  )

  it.effect("keeps only so many timetables: the one longest unseen makes room", () =>
    withDetector({ capacity: 2 }, ({ loads }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        const a = yield* put("A", oneLesson)
        const b = yield* put("B", oneLesson)
        const c = yield* put("C", oneLesson)
        for (const { id } of [a, b, a, c, a]) yield* detector.inspect(schoolId, id)
        expect(yield* Ref.get(loads)).toBe(3)
        yield* detector.inspect(schoolId, b.id)
        expect(yield* Ref.get(loads)).toBe(4)
      })
    )
  )

  it.effect("forgets a timetable that nobody looks at, and keeps one that is looked at", () =>
    withDetector({ idle: "10 minutes" }, ({ loads }) =>
      Effect.gen(function* () {
        const detector = yield* ConflictDetector
        yield* put("Week", oneLesson)
        yield* detector.inspect(schoolId, null)
        yield* TestClock.adjust("9 minutes")
        yield* detector.inspect(schoolId, null)
        yield* TestClock.adjust("9 minutes")
        yield* detector.inspect(schoolId, null)
        expect(yield* Ref.get(loads)).toBe(1)
        yield* TestClock.adjust("15 minutes")
        yield* detector.inspect(schoolId, null)
        expect(yield* Ref.get(loads)).toBe(2)
      })
    )
  )
})
