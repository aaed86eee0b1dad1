import { Effect } from "effect"

/** How many turns the event loop had while the effect ran. */
export const countTurns = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<number, E, R> =>
  Effect.suspend(() => {
    let turns = 0
    const count = () => {
      turns += 1
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    return effect.pipe(
      Effect.map(() => turns),
      Effect.ensuring(Effect.sync(() => clearImmediate(next)))
    )
  })
