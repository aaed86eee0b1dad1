import { Bits } from "./Bits.ts"

const noNode = 0

/** Instead of a room: there is none; or there are several, and who wants to know asks the lessons; or no lesson either. */
export const noRoom = -1
export const severalRooms = -2
export const free = -3

/**
 * A cell: the first node, the room of its one lesson. Beside each other, since both change together. One lesson alone, as
 * nearly always, needs no node: in place of it stands ~lesson, which is below 0.
 */
const cellSize = 2
const roomAt = 1

/** A node: its lesson, where that is held, and the node after it; free nodes are chained too. */
const nodeSize = 3
const heldAt = 1
const nextAt = 2

/**
 * Which lessons stand at each resource and time, kept while lessons come and go, without allocating. Where there are
 * several, a chain of nodes from one pool, ascending by lesson, so that what is found never depends on who came first. `remove` takes back `add` to the last bit: nodes are given out like a stack.
 */
export class Cells {
  readonly #times: number
  readonly #slots: number
  /** Two rows a resource, beside each other: at these times there is any lesson; there are several. */
  readonly #flags: Bits
  readonly #cells: Int32Array
  #nodes = new Int32Array(0)
  #free = noNode

  constructor(resources: number, weeks: number, slots: number) {
    const times = weeks * slots
    this.#times = times
    this.#slots = slots
    this.#flags = new Bits(2 * resources, times)
    this.#cells = new Int32Array(resources * times * cellSize)
    for (let at = roomAt; at < this.#cells.length; at += cellSize) this.#cells[at] = free
    this.#grow()
  }

  /** Number of lessons there. */
  count(resource: number, time: number): number {
    let count = 0
    for (let node = this.first(resource, time); node !== noNode; node = this.next(node)) count++
    return count
  }

  /** The first time from this one on at which the resource has more than one lesson, -1 = there is none. */
  crowdedFrom(resource: number, time: number): number {
    return this.#flags.nextFrom(crowded(resource), time)
  }

  /** The 32 times from this one on, the lowest bit the first: 1 = the resource has a lesson then. */
  busyFrom(resource: number, time: number): number {
    return this.#flags.from(busy(resource), time)
  }

  /** The room of the lesson there, `noRoom`, `free`, or `severalRooms`, also where there are several lessons. */
  room(resource: number, time: number): number {
    return this.#cells[(resource * this.#times + time) * cellSize + roomAt] ?? free
  }

  /** Leads to the smallest lesson there, 0 = none: walk with `next` and read with `lesson`, which allocates nothing. */
  first(resource: number, time: number): number {
    return this.#cells[(resource * this.#times + time) * cellSize] ?? noNode
  }

  next(node: number): number {
    return node < 0 ? noNode : (this.#nodes[node * nodeSize + nextAt] ?? noNode)
  }

  lesson(node: number): number {
    return node < 0 ? ~node : (this.#nodes[node * nodeSize] ?? -1)
  }

  /** The room of the lesson of a node, `noRoom`, or `severalRooms` also where only the lesson knows. */
  held(node: number): number {
    return node < 0 ? severalRooms : (this.#nodes[node * nodeSize + heldAt] ?? noRoom)
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
    const cells = this.#cells
    for (let time = week * this.#slots + from; time < week * this.#slots + to; time++) {
      const cell = (resource * this.#times + time) * cellSize
      const first = cells[cell] ?? noNode
      if (first === noNode) {
        cells[cell] = ~lesson
        cells[cell + roomAt] = room
        this.#flags.set(busy(resource), time)
        continue
      }
      if (first < 0) {
        cells[cell] = this.#take(~first, cells[cell + roomAt] ?? noRoom)
        cells[cell + roomAt] = severalRooms
        this.#flags.set(crowded(resource), time)
      }
      const node = this.#take(lesson, room)
      const before = this.#before(cell, lesson)
      if (before === noNode) {
        this.#nodes[node * nodeSize + nextAt] = cells[cell] ?? noNode
        cells[cell] = node
      } else {
        this.#nodes[node * nodeSize + nextAt] = this.next(before)
        this.#nodes[before * nodeSize + nextAt] = node
      }
    }
  }

  /** Takes back an `add` with these arguments; of several, the last must go first for the pool to be as it was. */
  remove(resource: number, week: number, from: number, to: number, lesson: number): void {
    const cells = this.#cells
    for (let time = week * this.#slots + to - 1; time >= week * this.#slots + from; time--) {
      const cell = (resource * this.#times + time) * cellSize
      const first = cells[cell] ?? noNode
      if (first === ~lesson) {
        cells[cell] = noNode
        cells[cell + roomAt] = free
        this.#flags.clear(busy(resource), time)
      }
      if (first <= noNode) continue
      const before = this.#before(cell, lesson)
      const node = before === noNode ? first : this.next(before)
      if (node === noNode || this.lesson(node) !== lesson) continue
      const after = this.next(node)
      if (before === noNode) cells[cell] = after
      else this.#nodes[before * nodeSize + nextAt] = after
      this.#give(node)
      const last = cells[cell] ?? noNode
      if (this.next(last) !== noNode) continue
      cells[cell] = ~this.lesson(last)
      cells[cell + roomAt] = this.#nodes[last * nodeSize + heldAt] ?? noRoom
      this.#give(last)
      this.#flags.clear(crowded(resource), time)
    }
  }

  /** The last node of the cell whose lesson is smaller. */
  #before(cell: number, lesson: number): number {
    let before = noNode
    let node = this.#cells[cell] ?? noNode
    while (node !== noNode && this.lesson(node) < lesson) {
      before = node
      node = this.next(node)
    }
    return before
  }

  #take(lesson: number, room: number): number {
    if (this.#free === noNode) this.#grow()
    const node = this.#free
    this.#free = this.#nodes[node * nodeSize + nextAt] ?? noNode
    this.#nodes[node * nodeSize] = lesson
    this.#nodes[node * nodeSize + heldAt] = room
    this.#nodes[node * nodeSize + nextAt] = noNode
    return node
  }

  #give(node: number): void {
    this.#nodes[node * nodeSize + nextAt] = this.#free
    this.#free = node
  }

  /** Twice as many nodes, in chunks so rare that moving lessons about soon allocates nothing. */
  #grow(): void {
    const size = this.#nodes.length / nodeSize
    const begin = Math.max(1, size)
    const end = 2 * Math.max(64, size)
    const nodes = new Int32Array(end * nodeSize)
    nodes.set(this.#nodes)
    for (let node = begin; node < end - 1; node++) nodes[node * nodeSize + nextAt] = node + 1
    this.#nodes = nodes
    this.#free = begin
  }

  /** Becomes what another one of the same size is, to the last bit. */
  adopt(other: Cells): void {
    this.#cells.set(other.#cells)
    this.#flags.adopt(other.#flags)
    this.#nodes = other.#nodes.slice()
    this.#free = other.#free
  }

  /** Copies of all that makes two of these equal. For tests of `remove` and undo. */
  snapshot(): ReadonlyArray<Int32Array> {
    return [
      this.#cells.slice(),
      this.#flags.snapshot(),
      this.#nodes.filter((_, i) => i % nodeSize === nextAt),
      Int32Array.of(this.#free)
    ]
  }
}

/** The rows of a resource's flags. */
const busy = (resource: number): number => 2 * resource
const crowded = (resource: number): number => 2 * resource + 1
