const mostLessons = 64
const none = new Int32Array(0)

/** Moves that are thought of together: lessons, where each would go, and in which rooms. Used over and over: it allocates nothing. */
export class Candidate {
  readonly #lessons = new Int32Array(mostLessons)
  readonly #slots = new Int32Array(mostLessons)
  readonly #asked: Array<Int32Array | null> = []
  readonly #rooms: Array<Int32Array> = []
  readonly #oldSlots = new Int32Array(mostLessons)
  readonly #oldRooms: Array<Int32Array> = []
  readonly #isAdded: Uint8Array
  #count = 0

  /** `lessons`: how many the school has. */
  constructor(lessons: number) {
    this.#isAdded = new Uint8Array(lessons)
  }

  begin(): void {
    for (let i = 0; i < this.#count; i++) this.#isAdded[this.#lessons[i] ?? 0] = 0
    this.#count = 0
  }

  /** A slot of -1 is nowhere; rooms: null = to be found. false = it has grown too large. */
  add(lesson: number, slot: number, rooms: Int32Array | null): boolean {
    if (this.#count === mostLessons) return false
    const i = this.#count++
    this.#lessons[i] = lesson
    this.#slots[i] = slot
    this.#asked[i] = rooms
    this.#rooms[i] = rooms ?? none
    this.#isAdded[lesson] = 1
    return true
  }

  dropLast(): void {
    this.#isAdded[this.#lessons[--this.#count] ?? 0] = 0
  }

  has(lesson: number): boolean {
    return this.#isAdded[lesson] === 1
  }

  get count(): number {
    return this.#count
  }

  lessonAt(i: number): number {
    return this.#lessons[i] ?? 0
  }

  targetAt(i: number): number {
    return this.#slots[i] ?? -1
  }

  /** The rooms that were asked for, null = any. */
  askedAt(i: number): Int32Array | null {
    return this.#asked[i] ?? null
  }

  /** The rooms it gets. */
  roomsAt(i: number): Int32Array {
    return this.#rooms[i] ?? none
  }

  setRooms(i: number, rooms: Int32Array): void {
    this.#rooms[i] = rooms
  }

  /** Where the lesson was. */
  fromAt(i: number): number {
    return this.#oldSlots[i] ?? -1
  }

  oldRoomsAt(i: number): Int32Array {
    return this.#oldRooms[i] ?? none
  }

  was(i: number, slot: number, rooms: Int32Array): void {
    this.#oldSlots[i] = slot
    this.#oldRooms[i] = rooms
  }
}
