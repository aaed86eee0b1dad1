import { Effect } from "effect"

/**
 * Turns for work that may wait while something else comes in, such as making an answer: so many in a turn of the event
 * loop, in the order in which they were asked for. However many wait, an acknowledgement or a pong waits for those few.
 */
export class SpareTurns {
  readonly #atOnce: number
  #waiting: Array<() => void> = []

  /** An answer by the engine takes half a millisecond: eight hold nobody up for longer than a few. */
  constructor(atOnce = 8) {
    this.#atOnce = atOnce
  }

  /** Waits for a turn; all that follows, until it waits for something else, belongs to it. */
  readonly next: Effect.Effect<void> = Effect.async(resume => {
    this.#waiting.push(() => resume(Effect.void))
    if (this.#waiting.length === 1) setImmediate(this.#give)
  })

  readonly #give = (): void => {
    const now = this.#waiting.slice(0, this.#atOnce)
    this.#waiting = this.#waiting.slice(this.#atOnce)
    if (this.#waiting.length > 0) setImmediate(this.#give)
    for (const begin of now) begin()
  }
}
