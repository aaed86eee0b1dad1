import { Effect } from "effect"

/** Runs effects in the background, in a scope that outlives the connection. */
export type Fork = (job: Effect.Effect<void>) => void

/**
 * One thing after another, bounded, with a fiber only while there is something to do: a lane at rest costs an object.
 * A job that finds the lane free and never waits is done before `offer` returns.
 */
export class Lane {
  readonly #fork: Fork
  readonly #bound: number
  readonly #waiting: Array<Effect.Effect<void>> = []
  readonly #onDone: Array<() => void> = []
  #busy = false
  /** Called when the last job is done. */
  onIdle: () => void = () => {}

  constructor(fork: Fork, bound: number) {
    this.#fork = fork
    this.#bound = bound
  }

  /** How many jobs stand before a new one, the running one included. */
  get length(): number {
    return this.#waiting.length + (this.#busy ? 1 : 0)
  }

  /** false: the lane is full, the job was not taken. Jobs handle their own failures. */
  offer(job: Effect.Effect<void>): boolean {
    if (this.length >= this.#bound) return false
    this.#waiting.push(job)
    if (!this.#busy) {
      this.#busy = true
      this.#fork(this.#drain)
    }
    return true
  }

  /** Waits until the job that is running now is done. */
  readonly nextDone: Effect.Effect<void> = Effect.async(resume => {
    this.#onDone.push(() => resume(Effect.void))
  })

  readonly #drain: Effect.Effect<void> = Effect.ensuring(
    Effect.whileLoop({
      while: () => this.#waiting.length > 0,
      body: () => this.#waiting.shift() ?? Effect.void,
      step: () => {
        for (const tell of this.#onDone.splice(0)) tell()
      }
    }),
    Effect.sync(() => {
      this.#busy = false
      this.onIdle()
    })
  )
}
