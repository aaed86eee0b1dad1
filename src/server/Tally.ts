import { Counter, type Registry } from "prom-client"

/**
 * Counts by one label, for what happens with every frame: a number in a map, put into Prometheus' form when somebody
 * looks. Its labels come from lists of ours, so there are few of them.
 */
export class Tally {
  readonly #counts = new Map<string, number>()

  constructor(register: Registry, name: string, help: string, label: string) {
    const counts = this.#counts
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [register],
      collect() {
        this.reset()
        for (const [value, count] of counts) this.inc({ [label]: value }, count)
      }
    })
  }

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
  }
}

/** A count that is kept elsewhere, and only grows. */
export const counted = (register: Registry, name: string, help: string, read: () => number): void => {
  new Counter({
    name,
    help,
    registers: [register],
    collect() {
      this.reset()
      this.inc(read())
    }
  })
}
