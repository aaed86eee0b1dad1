import { Clock, Effect, Layer } from "effect"
import { v7 as uuid } from "uuid"
import { Applier, type ApplyError, type Decision, EditOutdated } from "./Applier.ts"
import { breathe } from "./breathe.ts"
import { ChangeFeed } from "./ChangeFeed.ts"
import { ChangeRepo, type Commit, type Committed, StaleVersion } from "./ChangeRepo.ts"
import { ConflictDetector, type Inspection } from "./ConflictDetector.ts"
import { KeyedLock } from "./KeyedLock.ts"
import { coveredSince, datesOf, doubleBooked } from "./standIns.ts"
import { type Succession, successionOf } from "./succession.ts"
import { fitting, isForced, objection } from "./verdict.ts"

/**
 * Decisions about one timetable are taken one after another: whoever comes second learns so without holding a connection,
 * and the feed hears of versions in their order. From the commit on nothing interrupts: what is written is told.
 */
export const layer = Layer.effect(
  Applier,
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const repo = yield* ChangeRepo
    const feed = yield* ChangeFeed
    const lock = new KeyedLock()

    /** A decision for another version: done before and only its answer lost, or too late. */
    const repeatedOrStale = Effect.fnUntraced(function* (decision: Decision, current: number) {
      const { schoolId, timetableId, actor, clientId, version: expected } = decision
      const first = yield* repo.byClientId(schoolId, actor.id, clientId)
      if (first !== null) return first
      const newest = { lessonIds: null, since: null, limit: 1, offset: 0 }
      const [by = null] = (yield* repo.history(schoolId, timetableId, newest)).changes
      return yield* new StaleVersion({ expected, current, by })
    })

    const judged = Effect.fnUntraced(function* (decision: Decision, inspection: Inspection) {
      const { schoolId, timetableId, undoOf } = decision
      // The edit of a week moves hundreds of lessons: each of these takes some ten milliseconds then.
      const edit = yield* fitting(inspection, decision.edit)
      yield* breathe
      const succession = yield* successionOf(inspection, edit)
      yield* breathe
      const dates = datesOf(edit)
      const standing = dates === null ? [] : yield* repo.substitutions(schoolId, timetableId, ...dates)
      const covered = coveredSince(standing, edit)
      if (covered.length > 0) return yield* new EditOutdated({ lessonIds: covered })
      const takenBack = undoOf === null ? null : yield* repo.find(schoolId, timetableId, undoOf)
      const against = objection(inspection, edit, succession, takenBack, doubleBooked(succession.next, standing, edit))
      if (against !== null && !isForced(decision)) return yield* against
      return { edit, succession }
    })

    const decide = Effect.fnUntraced(function* (decision: Decision) {
      const inspection = yield* detector.inspect(decision.schoolId, decision.timetableId)
      const { version } = inspection.timetable
      if (version !== decision.version) return yield* told(repeatedOrStale(decision, version))
      const { edit, succession } = yield* judged(decision, inspection)
      const commit = commitOf({ ...decision, edit }, succession, uuid(), yield* Clock.currentTimeMillis)
      return yield* told(
        Effect.tap(repo.commit(commit), ({ duplicate }) =>
          duplicate ? Effect.void : detector.advance(inspection, succession.next)
        )
      )
    })

    /** A repeated one is told too: where only the answer to the commit was lost, nobody has heard of it yet. */
    const told = <E>(committing: Effect.Effect<Committed, E>) =>
      Effect.uninterruptible(Effect.tap(committing, committed => feed.publish(committed)))

    return {
      apply: Effect.fn("Applier.apply")(
        (decision): Effect.Effect<Committed, ApplyError> =>
          lock.with(JSON.stringify([decision.schoolId, decision.timetableId]), decide(decision))
      )
    }
  })
)

const commitOf = (
  { schoolId, timetableId, actor, clientId, kind, edit, version, suggestion, alsoSpent, undoOf, why }: Decision,
  { before, after, added, resolved }: Succession,
  id: string,
  at: number
): Commit => ({
  id,
  schoolId,
  timetableId,
  actor,
  at,
  kind,
  edit,
  why,
  suggestionId: suggestion?.id ?? null,
  undoOf,
  score: { before, after },
  conflicts: { added, resolved },
  expectedVersion: version,
  clientId,
  hash: suggestion?.hash ?? null,
  alsoSpent
})
