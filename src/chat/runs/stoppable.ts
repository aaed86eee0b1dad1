import { Deferred, Effect, Either, Option } from "effect"
import type { Run, Stop } from "./Runs.ts"

/** Right: it was done. Left: its user, or the server, did not want it any more, perhaps before it had begun. */
export const stoppable = <A, E, R>(
  run: Run,
  work: Effect.Effect<A, E, R>
): Effect.Effect<Either.Either<A, Stop>, E, R> =>
  Effect.flatMap(
    Deferred.poll(run.stopped),
    Option.match({
      onNone: () =>
        Effect.raceFirst(Effect.map(work, Either.right), Effect.map(Deferred.await(run.stopped), Either.left)),
      onSome: Effect.map(Either.left)
    })
  )
