/** How often each of a few words was counted. */
export type Counts = Readonly<Record<string, number>>

/** What all visitors together have seen. What must not be is counted apart from what may. */
export class Score {
  readonly #counts = new Map<string, Map<string, number>>()

  /** `what`: "error", "close", "outcome" …; `which`: its code. */
  add(what: string, which: string, by = 1): void {
    const known = this.#counts.get(what) ?? new Map<string, number>()
    this.#counts.set(what, known.set(which, (known.get(which) ?? 0) + by))
  }

  of(what: string): Counts {
    return Object.fromEntries([...(this.#counts.get(what) ?? [])].toSorted(([a], [b]) => a.localeCompare(b)))
  }

  total(what: string): number {
    return Object.values(this.of(what)).reduce((sum, count) => sum + count, 0)
  }
}
