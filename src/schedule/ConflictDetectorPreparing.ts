import { Effect, Layer } from "effect"
import { Searcher } from "../suggestions/Searcher.ts"
import { ConflictDetector } from "./ConflictDetector.ts"

/**
 * The conflict detector, which has the searcher prepare each version that somebody looks at: to get to know a large school
 * takes a search longer than it may take altogether.
 */
export const layer = Layer.effect(
  ConflictDetector,
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const searcher = yield* Searcher
    return {
      inspect: (schoolId, timetableId) =>
        Effect.tap(detector.inspect(schoolId, timetableId), ({ timetable }) => searcher.prepare(timetable)),
      advance: (from, to) => Effect.zipRight(detector.advance(from, to), searcher.prepare(to.timetable))
    }
  })
)
