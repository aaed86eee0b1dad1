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

/** The same for what takes a moment, and is not broken off: whether anybody still wants it is asked before and after. */
export const stillWanted = <A, E, R>(
  run: Run,
  work: Effect.Effect<A, E, R>
): Effect.Effect<Either.Either<A, Stop>, E, R> => {
  const unless = <B, F, S>(then: Effect.Effect<Either.Either<B, Stop>, F, S>) =>
    Effect.flatMap(Deferred.poll(run.stopped), Option.match({ onNone: () => then, onSome: Effect.map(Either.left) }))
  return unless(Effect.flatMap(work, done => unless(Effect.succeed(Either.right(done)))))
}
