/**
 * Which lessons stand at each resource and time, kept while lessons come and go. Counts are a flat array beside the
 * lists, because nearly every question is "how many": free, busy, or more than one.
 */
export class Cells {
  readonly #times: number
  readonly #counts: Uint16Array
  readonly #lessons: Array<Array<number> | undefined>

  constructor(resources: number, times: number) {
    this.#times = times
    this.#counts = new Uint16Array(resources * times)
    this.#lessons = new Array(resources * times)
  }

  /** Number of lessons there. */
  count(resource: number, time: number): number {
    return this.#counts[resource * this.#times + time] ?? 0
  }

  /** The lessons there, in no particular order. Valid until the next `add` or `remove`. */
  at(resource: number, time: number): ReadonlyArray<number> {
    return this.#lessons[resource * this.#times + time] ?? nothing
  }

  /** Adds the lesson at every time from `from` up to, but not including, `to`. It must not be there already. */
  add(resource: number, from: number, to: number, lesson: number): void {
    for (let cell = resource * this.#times + from; cell < resource * this.#times + to; cell++) {
      const here = this.#lessons[cell]
      if (here === undefined) this.#lessons[cell] = [lesson]
      else here.push(lesson)
      this.#counts[cell] = (this.#counts[cell] ?? 0) + 1
    }
  }

  /** Takes back an `add` with the same arguments. */
  remove(resource: number, from: number, to: number, lesson: number): void {
    for (let cell = resource * this.#times + from; cell < resource * this.#times + to; cell++) {
      const here = this.#lessons[cell]
      const i = here?.indexOf(lesson) ?? -1
      if (here === undefined || i < 0) continue
      here[i] = here[here.length - 1] ?? lesson
      here.pop()
      this.#counts[cell] = here.length
    }
  }
}

const nothing: ReadonlyArray<number> = []
