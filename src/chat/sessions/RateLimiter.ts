import { Context, Effect, Layer, Schedule, Scope } from "effect"
import { Stamp } from "../Stamp.ts"
import type { User } from "../User.ts"
import { SharedBuckets, type SharedRates } from "./SharedBuckets.ts"
import type { TokenBucket } from "./TokenBucket.ts"

/** How fast a person, or a network address, may send over all of their connections. */
export class RateLimiter extends Context.Tag("chat/RateLimiter")<
  RateLimiter,
  {
    /** What a connection draws from besides its own bucket, as long as the Scope is open. Never waits. */
    readonly bucketsOf: (user: User, address: string) => Effect.Effect<ReadonlyArray<TokenBucket>, never, Scope.Scope>
  }
>() {}

const tidyEvery = "10 seconds"

/** The buckets of this node, tidied as long as the Scope is open. */
export const makeLimiter = (rates: SharedRates) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const buckets = new SharedBuckets(rates)
    const tidy = Effect.sync(() => buckets.forgetFull(stamp.millis()))
    yield* Effect.forkScoped(Effect.repeat(tidy, Schedule.spaced(tidyEvery)))
    // As in ConnectionRegistry, on the Scope itself; and nothing there where there is nothing to hold.
    const bucketsOf = (user: User, address: string) =>
      Effect.flatMap(Effect.scope, scope =>
        Effect.suspend(() => {
          const keys = buckets.keysOf(user, address)
          const held = keys.map(([key, perSecond]) => buckets.hold(key, perSecond, stamp.millis()))
          if (keys.length === 0) return Effect.succeed(held)
          const release = Effect.sync(() => {
            for (const [key] of keys) buckets.release(key)
          })
          return Effect.as(Scope.addFinalizer(scope, release), held)
        })
      )
    return { buckets, bucketsOf }
  })

/** One node: what is drawn here is all that is drawn. */
export const layerMemory = (rates: SharedRates) =>
  Layer.scoped(
    RateLimiter,
    Effect.map(makeLimiter(rates), ({ bucketsOf }) => ({ bucketsOf }))
  )
