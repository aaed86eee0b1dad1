import { Effect } from "effect"
import { ConflictDetector } from "./ConflictDetector.ts"
import { ScheduleRepo } from "./ScheduleRepo.ts"

/** Beyond these, whoever comes first waits: a start must not fill the memory with schools at which nobody looks. */
export const mostWarmed = 8

/**
 * Judges the current timetables once the server stands, so that who comes first after a start waits no longer than who
 * comes second: up to two seconds at a school of 1,600 lessons. Whatever goes wrong is told to whoever asks; a server
 * does not end for it.
 */
export const warmUp = Effect.fn("Schedule.warmUp")(function* () {
  const repo = yield* ScheduleRepo
  const detector = yield* ConflictDetector
  const schools = yield* repo.schools
  yield* Effect.forEach(schools.slice(0, mostWarmed), ({ id }) => Effect.ignoreLogged(detector.inspect(id, null)), {
    discard: true
  })
}, Effect.ignoreLogged)
