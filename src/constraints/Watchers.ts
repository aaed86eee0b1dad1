import type { Point } from "./Rule.ts"

/**
 * Who must be asked again when something moves: for each lesson (or teacher, or room) the points that watch it, all in
 * one array, so that a change finds them without a search and without allocating.
 */
export class Watchers {
  /** Where the points of each begin; one more entry than there are watched things. */
  readonly start: Int32Array
  readonly points: Int32Array

  /** `size`: how many there are to watch. `watched`: what a point watches, each once. */
  constructor(size: number, points: ReadonlyArray<Point>, watched: (point: Point) => Int32Array) {
    const start = new Int32Array(size + 1)
    for (const point of points) for (const one of watched(point)) start[one + 1] = (start[one + 1] ?? 0) + 1
    for (let one = 0; one < size; one++) start[one + 1] = (start[one + 1] ?? 0) + (start[one] ?? 0)
    this.start = start
    this.points = new Int32Array(start[size] ?? 0)
    const next = start.slice()
    points.forEach((point, p) => {
      for (const one of watched(point)) {
        const place = next[one] ?? 0
        this.points[place] = p
        next[one] = place + 1
      }
    })
  }
}
