import { Clock, Deferred, Duration, Effect, FiberId, Layer, Schedule } from "effect"
import { type Monitor, makeMonitor } from "../constraints/Evaluation.ts"
import { inquiryOf } from "../constraints/Inquiry.ts"
import { LiveScore } from "../constraints/LiveScore.ts"
import { type Model, makeModel } from "../constraints/Model.ts"
import { Plan } from "../constraints/Plan.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
import type { Timetable, TimetableHead } from "../timetable/Timetable.ts"
import { breathe } from "./breathe.ts"
import { ConflictDetector, type Inspection, type InspectionError } from "./ConflictDetector.ts"
import { ScheduleRepo } from "./ScheduleRepo.ts"

export interface CacheOptions {
  /** Timetables kept at a time; the one longest unseen makes room. */
  readonly capacity: number
  /** A timetable nobody asked for during this time is forgotten. */
  readonly idle: Duration.DurationInput
}

export const cacheDefaults: CacheOptions = { capacity: 32, idle: "10 minutes" }

/** One timetable's newest known inspection, done or under way. */
interface Entry {
  readonly inspection: Deferred.Deferred<Inspection, InspectionError>
  version: number
  seenAt: number
}

const keyOf = (...ids: ReadonlyArray<string>): string => JSON.stringify(ids)

/** Constraints that are read between two pauses. A rule about the whole school takes some milliseconds, most far less. */
const constraintsAPause = 4

/**
 * Judges a timetable from scratch; the constraint that its rule cannot read is the error. The first time that takes some
 * hundred milliseconds of a large school: `pause` comes between steps of a few tens at most, for others to have a turn.
 */
export const inspectTimetable = (
  timetable: Timetable,
  pause: Effect.Effect<void> = Effect.void
): Effect.Effect<Inspection, BadConstraint> =>
  Effect.gen(function* () {
    const model = makeModel(timetable)
    yield* pause
    const rulebook = { model, monitors: yield* monitorsOf(model, pause) }
    const plan = Plan.of(model)
    yield* pause
    inquiryOf(rulebook)
    yield* pause
    const live = new LiveScore(rulebook, plan)
    return { timetable, model, plan, live, evaluation: live.evaluation() }
  }).pipe(Effect.withSpan("ConflictDetector.evaluate"))

const monitorsOf = Effect.fnUntraced(function* (model: Model, pause: Effect.Effect<void>) {
  const monitors: Array<Monitor> = []
  for (const [i, constraint] of model.body.constraints.entries()) {
    monitors.push(yield* makeMonitor(model, constraint))
    if (i % constraintsAPause === 0) yield* pause
  }
  yield* pause
  return monitors
})

/**
 * Asks the repository for the version (one row) and answers from memory while it is unchanged; callers of a version
 * that is being judged wait for that one judgement. Failures are told to those who wait, and not kept.
 */
export const layerWith = (options: Partial<CacheOptions>) =>
  Layer.scoped(
    ConflictDetector,
    Effect.gen(function* () {
      const { capacity, idle } = { ...cacheDefaults, ...options }
      const repo = yield* ScheduleRepo
      const scope = yield* Effect.scope
      /** In the order in which they were last asked for. */
      const entries = new Map<string, Entry>()

      const idleMillis = Duration.toMillis(idle)
      const forgetIdle = Effect.map(Clock.currentTimeMillis, now => {
        for (const [key, entry] of entries) if (now - entry.seenAt >= idleMillis) entries.delete(key)
      })
      yield* Effect.forkScoped(Effect.schedule(forgetIdle, Schedule.spaced(Duration.times(idle, 0.5))))

      const judge = (key: string, entry: Entry, { schoolId, id }: TimetableHead) =>
        repo.load(schoolId, id).pipe(
          Effect.flatMap(timetable => inspectTimetable(timetable, breathe)),
          Effect.tap(({ timetable }) => {
            // Somebody may have written between the look at the version and the load.
            entry.version = timetable.version
          }),
          Effect.onError(() => Effect.sync(() => entries.get(key) === entry && entries.delete(key))),
          Effect.intoDeferred(entry.inspection)
        )

      const inspectHead = (head: TimetableHead, now: number) =>
        Effect.suspend(() => {
          const key = keyOf(head.schoolId, head.id)
          const known = entries.get(key)
          const isFresh = known !== undefined && known.version >= head.version
          const entry: Entry = isFresh
            ? known
            : { inspection: Deferred.unsafeMake(FiberId.none), version: head.version, seenAt: now }
          entry.seenAt = now
          entries.delete(key)
          entries.set(key, entry)
          for (const oldest of entries.keys()) if (entries.size > capacity) entries.delete(oldest)
          // Judged in the layer's scope: a caller who leaves does not take the answer from the others.
          return Effect.as(isFresh ? Effect.void : Effect.forkIn(judge(key, entry, head), scope), entry)
        }).pipe(
          Effect.uninterruptible,
          Effect.flatMap(entry => Deferred.await(entry.inspection))
        )

      return {
        advance: (from, to) =>
          Effect.map(Clock.currentTimeMillis, now => {
            const { schoolId, id, version } = from.timetable
            const key = keyOf(schoolId, id)
            // Anything else that is known of it is newer, or was forgotten and is loaded when somebody asks.
            if (entries.get(key)?.version !== version) return
            const inspection = Deferred.unsafeMake<Inspection, InspectionError>(FiberId.none)
            Deferred.unsafeDone(inspection, Effect.succeed(to))
            entries.delete(key)
            entries.set(key, { inspection, version: to.timetable.version, seenAt: now })
          }),
        inspect: Effect.fn("ConflictDetector.inspect")(function* (schoolId, timetableId) {
          const head = yield* repo.head(schoolId, timetableId)
          return yield* inspectHead(head, yield* Clock.currentTimeMillis)
        })
      }
    })
  )

export const layer = layerWith({})
