import { Deferred, Effect, FiberId } from "effect"
import { breathe } from "./breathe.ts"
import { KeyedLock } from "./KeyedLock.ts"

/**
 * A read whose answer is shared by all who ask the same at the same time. Whoever asks while an answer is on its way gets the
 * next one, together with all who ask until that is begun: nobody gets an answer that is older than the question. It
 * belongs to the scope, not to whoever asked first; so it must not be asked for in a transaction.
 */
export const sharing = <K, A, E>(keyOf: (request: K) => string, read: (request: K) => Effect.Effect<A, E>) =>
  Effect.map(Effect.scope, scope => {
    const lock = new KeyedLock()
    const next = new Map<string, Deferred.Deferred<A, E>>()
    return (request: K): Effect.Effect<A, E> =>
      Effect.suspend(() => {
        const key = keyOf(request)
        const known = next.get(key)
        if (known !== undefined) return Deferred.await(known)
        const answer = Deferred.unsafeMake<A, E>(FiberId.none)
        next.set(key, answer)
        const begun = Effect.suspend(() => {
          next.delete(key)
          return Effect.intoDeferred(read(request), answer)
        })
        return Effect.zipRight(
          Effect.forkIn(Effect.zipRight(breathe, lock.with(key, begun)), scope),
          Deferred.await(answer)
        )
      })
  })
