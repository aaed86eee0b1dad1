import { Effect } from "effect"

/**
 * Turns for work that may wait while something else comes in, such as making an answer: one a turn of the event loop, in
 * the order in which they were asked for. However many wait, an acknowledgement or a pong waits for one of them at most.
 */
export class SpareTurns {
  readonly #waiting: Array<() => void> = []

  /** Waits for a turn; all that follows, until it waits for something else, belongs to it. */
  readonly next: Effect.Effect<void> = Effect.async(resume => {
    this.#waiting.push(() => resume(Effect.void))
    if (this.#waiting.length === 1) setImmediate(this.#give)
  })

  readonly #give = (): void => {
    const [first] = this.#waiting
    first?.()
    this.#waiting.shift()
    if (this.#waiting.length > 0) setImmediate(this.#give)
  }
}
