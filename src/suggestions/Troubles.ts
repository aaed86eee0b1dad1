import type { Conflict } from "../constraints/Conflict.ts"
import type { LiveScore } from "../constraints/LiveScore.ts"
import { lessonsAbout } from "./lessons.ts"

/** Which conflicts are there since some steps were taken, or have become worse. */
export class Troubles {
  readonly #live: LiveScore
  readonly #before: ReadonlyMap<string, number>

  /** `conflicts`: all that there are before the steps. */
  constructor(live: LiveScore, conflicts: ReadonlyArray<Conflict>) {
    this.#live = live
    this.#before = new Map(conflicts.map(({ id, cost }) => [id, cost]))
  }

  /** All that the last so many changes caused, the worst first. */
  caused(changes: number): ReadonlyArray<Conflict> {
    const points = this.#live.pointsSince(this.#live.mark() - changes)
    return this.#live.conflictsOf(points).filter(({ id, cost }) => cost > (this.#before.get(id) ?? 0))
  }

  hardCaused(changes: number): ReadonlyArray<Conflict> {
    return this.caused(changes).filter(({ severity }) => severity === "hard")
  }

  /** Of the hard ones, the lessons of the one that is about the fewest: one of these has to move for it to end. */
  culprits(changes: number): ReadonlyArray<number> {
    const { model } = this.#live.rulebook
    let fewest: ReadonlyArray<number> | null = null
    for (const conflict of this.hardCaused(changes)) {
      const lessons = lessonsAbout(model, conflict)
      if (fewest === null || lessons.length < fewest.length) fewest = lessons
    }
    return fewest ?? []
  }
}
