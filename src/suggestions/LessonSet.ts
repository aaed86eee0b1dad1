/** A few lessons, each once, in the order they came; cleared and filled again without allocating. */
export class LessonSet {
  readonly #items: Int32Array
  readonly #has: Uint8Array
  #size = 0

  constructor(lessons: number) {
    this.#items = new Int32Array(lessons)
    this.#has = new Uint8Array(lessons)
  }

  get size(): number {
    return this.#size
  }

  at(i: number): number {
    return i < this.#size ? (this.#items[i] ?? -1) : -1
  }

  has(lesson: number): boolean {
    return this.#has[lesson] === 1
  }

  add(lesson: number): void {
    if (this.#has[lesson] !== 0) return
    this.#has[lesson] = 1
    this.#items[this.#size++] = lesson
  }

  toArray(): ReadonlyArray<number> {
    return [...this.#items.subarray(0, this.#size)]
  }

  clear(): void {
    for (let i = 0; i < this.#size; i++) this.#has[this.#items[i] ?? 0] = 0
    this.#size = 0
  }
}
