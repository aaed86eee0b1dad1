/**
 * Who must be asked again when something moves: for each lesson (or teacher, or room) the circles that watch it, all in
 * one array, so that a change finds them without a search and without allocating.
 */
export class Watchers {
  /** Where the circles of each begin; one more entry than there are watched things. */
  readonly start: Int32Array
  readonly circles: Int32Array

  /** `size`: how many there are to watch. `watched`: per circle, what its points watch, each once. */
  constructor(size: number, watched: ReadonlyArray<Int32Array>) {
    const start = new Int32Array(size + 1)
    for (const all of watched) for (const one of all) start[one + 1] = (start[one + 1] ?? 0) + 1
    for (let one = 0; one < size; one++) start[one + 1] = (start[one + 1] ?? 0) + (start[one] ?? 0)
    this.start = start
    this.circles = new Int32Array(start[size] ?? 0)
    const next = start.slice()
    watched.forEach((all, circle) => {
      for (const one of all) {
        const place = next[one] ?? 0
        this.circles[place] = circle
        next[one] = place + 1
      }
    })
  }
}
