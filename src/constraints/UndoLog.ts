const nobody = new Int32Array(0)

/**
 * What changes did, so that they can be taken back: where each lesson was, and what the points that had or got findings
 * cost before. Arrays that double when they are full: once they have grown, nothing is allocated.
 */
export class UndoLog {
  #changes = 0
  readonly #rooms: Array<Int32Array> = []
  readonly #teachers: Array<Int32Array> = []
  readonly #fillers: Array<Int32Array> = []
  #lessons = new Int32Array(16)
  #slots = new Int32Array(16)
  /** Per change: its first entry. */
  #begins = new Int32Array(16)
  #entries = 0
  #points = new Int32Array(64)
  #costs = new Float64Array(64)
  #circles = new Int32Array(64)

  /** Changes that can be taken back; also the mark to come back to here. */
  get length(): number {
    return this.#changes
  }

  /** A change begins: the lesson was there. */
  begin(lesson: number, slot: number, rooms: Int32Array, teachers: Int32Array, fillers: Int32Array): void {
    const change = this.#changes++
    if (change === this.#lessons.length) {
      this.#lessons = grown(this.#lessons, new Int32Array(2 * change))
      this.#slots = grown(this.#slots, new Int32Array(2 * change))
      this.#begins = grown(this.#begins, new Int32Array(2 * change))
    }
    this.#lessons[change] = lesson
    this.#slots[change] = slot
    this.#begins[change] = this.#entries
    this.#rooms[change] = rooms
    this.#teachers[change] = teachers
    this.#fillers[change] = fillers
  }

  /** The newest change is about to replace what a point of this circle costs. */
  note(point: number, circle: number, cost: number): void {
    const entry = this.#entries++
    if (entry === this.#points.length) {
      this.#points = grown(this.#points, new Int32Array(2 * entry))
      this.#costs = grown(this.#costs, new Float64Array(2 * entry))
      this.#circles = grown(this.#circles, new Int32Array(2 * entry))
    }
    this.#points[entry] = point
    this.#costs[entry] = cost
    this.#circles[entry] = circle
  }

  /** The newest entry of the newest change, taken off: true, and then `point`, `circle` and `cost` read it. */
  takeEntry(): boolean {
    if (this.#changes === 0 || this.#entries === this.#begins[this.#changes - 1]) return false
    this.#entries -= 1
    return true
  }

  /** Of the entry taken off last. */
  get point(): number {
    return this.#points[this.#entries] ?? 0
  }
  get cost(): number {
    return this.#costs[this.#entries] ?? 0
  }
  get circle(): number {
    return this.#circles[this.#entries] ?? 0
  }

  /** The newest change, taken off after its entries: `lesson`, `slot`, `rooms`, `teachers`, `fillers` read it. */
  takeChange(): void {
    this.#changes -= 1
  }

  /** Of the change taken off last. */
  get lesson(): number {
    return this.#lessons[this.#changes] ?? 0
  }
  get slot(): number {
    return this.#slots[this.#changes] ?? -1
  }
  get rooms(): Int32Array {
    return this.#rooms[this.#changes] ?? nobody
  }
  get teachers(): Int32Array {
    return this.#teachers[this.#changes] ?? nobody
  }
  get fillers(): Int32Array {
    return this.#fillers[this.#changes] ?? nobody
  }

  /** The points noted by the changes since there were `mark`, each once, ascending. */
  pointsSince(mark: number): ReadonlyArray<number> {
    const from = mark < this.#changes ? (this.#begins[mark] ?? 0) : this.#entries
    return [...new Set(this.#points.subarray(from, this.#entries))].sort((a, b) => a - b)
  }

  /** Nothing can be taken back any more. */
  clear(): void {
    this.#changes = 0
    this.#entries = 0
  }
}

const grown = <A extends Int32Array | Float64Array>(from: A, to: A): A => {
  to.set(from)
  return to
}
