import { Effect } from "effect"
import { type Fork, Lane } from "./Lane.ts"

const bound = 64

/**
 * One lane a conversation: its messages are answered one after another, whichever socket they came in by. A lane exists
 * only while something is in it.
 */
export class Lanes {
  readonly #fork: Fork
  readonly #lanes = new Map<string, Lane>()

  constructor(fork: Fork) {
    this.#fork = fork
  }

  /** How many jobs stand before a new one of this conversation; null = there is no room for another. */
  ahead(key: string): number | null {
    const length = this.#lanes.get(key)?.length ?? 0
    return length >= bound ? null : length
  }

  /** Waits until a job of this conversation is done; at once where there is none. */
  nextDone(key: string): Effect.Effect<void> {
    return this.#lanes.get(key)?.nextDone ?? Effect.void
  }

  offer(key: string, job: Effect.Effect<void>): void {
    const lane = this.#lanes.get(key) ?? this.#open(key)
    lane.offer(job)
  }

  get size(): number {
    return this.#lanes.size
  }

  #open(key: string): Lane {
    const lane = new Lane(this.#fork, bound)
    lane.onIdle = () => this.#lanes.delete(key)
    this.#lanes.set(key, lane)
    return lane
  }
}
