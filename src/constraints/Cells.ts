import { BusyTimes } from "./BusyTimes.ts"

const noNode = 0

/** Instead of a room: there is none; or there are several, and who wants to know asks the lessons. */
export const noRoom = -1
export const severalRooms = -2

/**
 * Which lessons stand at each resource and time, kept while lessons come and go, without allocating. A cell is a count,
 * because nearly every question is "how many", and a chain of nodes from one pool, ascending by lesson, so that what is
 * found never depends on who came first. `remove` takes back `add` to the last bit: nodes are given out like a stack.
 */
export class Cells {
  readonly #times: number
  readonly #slots: number
  readonly #weeks: number
  readonly #busy: BusyTimes
  readonly #counts: Uint16Array
  readonly #crowded: Int32Array
  /** Per cell: its first node. */
  readonly #first: Int32Array
  /** Per cell: where its one lesson is. Beside each other, so that a day of them is read at once. */
  readonly #rooms: Int32Array
  /** Per node: its lesson, where that is held, and the node after it; free nodes are chained too. */
  #lesson = new Int32Array(0)
  #room = new Int32Array(0)
  #next = new Int32Array(0)
  #free = noNode

  constructor(resources: number, weeks: number, slots: number) {
    const times = weeks * slots
    this.#times = times
    this.#slots = slots
    this.#weeks = weeks
    this.#busy = new BusyTimes(resources * weeks, slots)
    this.#counts = new Uint16Array(resources * times)
    this.#crowded = new Int32Array(resources)
    this.#first = new Int32Array(resources * times)
    this.#rooms = new Int32Array(resources * times).fill(noRoom)
  }

  /** Number of lessons there. */
  count(resource: number, time: number): number {
    return this.#counts[resource * this.#times + time] ?? 0
  }

  /** Number of times at which the resource has more than one lesson. */
  crowded(resource: number): number {
    return this.#crowded[resource] ?? 0
  }

  /** Number of slots of a week, from `from` up to `to`, at which the resource has a lesson. */
  countBusy(resource: number, week: number, from: number, to: number): number {
    return this.#busy.count(resource * this.#weeks + week, from, to)
  }

  /** The first such slot, -1 = none. */
  firstBusy(resource: number, week: number, from: number, to: number): number {
    return this.#busy.first(resource * this.#weeks + week, from, to)
  }

  /** The last such slot, -1 = none. */
  lastBusy(resource: number, week: number, from: number, to: number): number {
    return this.#busy.last(resource * this.#weeks + week, from, to)
  }

  /** Number of slots, among those that are marked (see BusyTimes.ts), at which it has none. */
  countFree(resource: number, week: number, from: number, to: number, marked: Int32Array): number {
    return this.#busy.countFree(resource * this.#weeks + week, from, to, marked)
  }

  /** The room of the lesson there: `noRoom` also where there is no lesson, `severalRooms` also where there are several. */
  room(resource: number, time: number): number {
    return this.#rooms[resource * this.#times + time] ?? noRoom
  }

  /** The node of the smallest lesson there, 0 = none: walk with `next` and read with `lesson`, which allocates nothing. */
  first(resource: number, time: number): number {
    return this.#first[resource * this.#times + time] ?? noNode
  }

  next(node: number): number {
    return this.#next[node] ?? noNode
  }

  lesson(node: number): number {
    return this.#lesson[node] ?? -1
  }

  /** The lessons there, ascending. A new list: for tellings, not for judging. */
  at(resource: number, time: number): ReadonlyArray<number> {
    const lessons: Array<number> = []
    for (let node = this.first(resource, time); node !== noNode; node = this.next(node)) lessons.push(this.lesson(node))
    return lessons
  }

  /**
   * Adds the lesson, held in that room (or `noRoom`, `severalRooms`), at slots of a week from `from` up to, but not
   * including, `to`. It must not be there already.
   */
  add(resource: number, week: number, from: number, to: number, lesson: number, room = noRoom): void {
    const row = resource * this.#weeks + week
    const firstCell = row * this.#slots
    for (let cell = firstCell + from; cell < firstCell + to; cell++) {
      if (this.#free === noNode) this.#grow()
      const node = this.#free
      this.#free = this.next(node)
      this.#lesson[node] = lesson
      this.#room[node] = room
      const before = this.#before(cell, lesson)
      if (before === noNode) {
        this.#next[node] = this.#first[cell] ?? noNode
        this.#first[cell] = node
      } else {
        this.#next[node] = this.next(before)
        this.#next[before] = node
      }
      const count = (this.#counts[cell] ?? 0) + 1
      this.#counts[cell] = count
      this.#rooms[cell] = count === 1 ? room : severalRooms
      if (count === 1) this.#busy.set(row, cell - firstCell)
      else if (count === 2) this.#crowded[resource] = (this.#crowded[resource] ?? 0) + 1
    }
  }

  /** Takes back an `add` with these arguments; of several, the last must go first for the pool to be as it was. */
  remove(resource: number, week: number, from: number, to: number, lesson: number): void {
    const row = resource * this.#weeks + week
    const firstCell = row * this.#slots
    for (let cell = firstCell + to - 1; cell >= firstCell + from; cell--) {
      const before = this.#before(cell, lesson)
      const node = before === noNode ? (this.#first[cell] ?? noNode) : this.next(before)
      if (node === noNode || this.lesson(node) !== lesson) continue
      const after = this.next(node)
      if (before === noNode) this.#first[cell] = after
      else this.#next[before] = after
      this.#next[node] = this.#free
      this.#free = node
      const count = (this.#counts[cell] ?? 0) - 1
      this.#counts[cell] = count
      if (count === 0) {
        this.#rooms[cell] = noRoom
        this.#busy.clear(row, cell - firstCell)
      } else if (count === 1) {
        this.#rooms[cell] = this.#room[this.#first[cell] ?? noNode] ?? noRoom
        this.#crowded[resource] = (this.#crowded[resource] ?? 0) - 1
      }
    }
  }

  /** The last node of the cell whose lesson is smaller. */
  #before(cell: number, lesson: number): number {
    let before = noNode
    let node = this.#first[cell] ?? noNode
    while (node !== noNode && this.lesson(node) < lesson) {
      before = node
      node = this.next(node)
    }
    return before
  }

  /** Twice as many nodes, in chunks so rare that moving lessons about soon allocates nothing. */
  #grow(): void {
    const size = Math.max(64, this.#lesson.length)
    const lesson = new Int32Array(2 * size)
    const room = new Int32Array(2 * size)
    const next = new Int32Array(2 * size)
    lesson.set(this.#lesson)
    room.set(this.#room)
    next.set(this.#next)
    const begin = Math.max(1, this.#lesson.length)
    for (let node = begin; node < 2 * size - 1; node++) next[node] = node + 1
    this.#lesson = lesson
    this.#room = room
    this.#next = next
    this.#free = begin
  }

  /** Copies of all that makes two of these equal. For tests of `remove` and undo. */
  snapshot(): ReadonlyArray<Int32Array | Uint16Array> {
    return [
      this.#counts.slice(),
      this.#crowded.slice(),
      this.#first.slice(),
      this.#rooms.slice(),
      this.#next.slice(),
      Int32Array.of(this.#free)
    ]
  }
}
