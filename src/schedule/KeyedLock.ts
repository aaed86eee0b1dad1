import { Effect } from "effect"

/** One at a time for each key, in the order in which they came; a key that nobody waits for costs nothing. */
export class KeyedLock {
  readonly #locks = new Map<string, { readonly semaphore: Effect.Semaphore; users: number }>()

  with<A, E, R>(key: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return Effect.acquireUseRelease(
      Effect.sync(() => {
        const lock = this.#locks.get(key) ?? { semaphore: Effect.unsafeMakeSemaphore(1), users: 0 }
        lock.users++
        this.#locks.set(key, lock)
        return lock
      }),
      ({ semaphore }) => semaphore.withPermits(1)(effect),
      lock =>
        Effect.sync(() => {
          lock.users--
          if (lock.users === 0) this.#locks.delete(key)
        })
    )
  }
}
