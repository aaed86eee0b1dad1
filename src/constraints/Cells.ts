const noNode = 0

/** Instead of a room: there is none; or there are several, and who wants to know asks the lessons; or no lesson either. */
export const noRoom = -1
export const severalRooms = -2
export const free = -3

/** A cell: how many lessons, the first node, the room of its one lesson. Beside each other, since all change together. */
const cellSize = 3
const firstAt = 1
const roomAt = 2

/** A node: its lesson, where that is held, and the node after it; free nodes are chained too. */
const nodeSize = 3
const heldAt = 1
const nextAt = 2

/**
 * Which lessons stand at each resource and time, kept while lessons come and go, without allocating. A cell is a count,
 * because nearly every question is "how many", and a chain of nodes from one pool, ascending by lesson, so that what is
 * found never depends on who came first. `remove` takes back `add` to the last bit: nodes are given out like a stack.
 */
export class Cells {
  readonly #times: number
  readonly #slots: number
  readonly #crowded: Int32Array
  readonly #cells: Int32Array
  #nodes = new Int32Array(0)
  #free = noNode

  constructor(resources: number, weeks: number, slots: number) {
    const times = weeks * slots
    this.#times = times
    this.#slots = slots
    this.#crowded = new Int32Array(resources)
    this.#cells = new Int32Array(resources * times * cellSize)
    for (let at = roomAt; at < this.#cells.length; at += cellSize) this.#cells[at] = free
  }

  /** Number of lessons there. */
  count(resource: number, time: number): number {
    return this.#cells[(resource * this.#times + time) * cellSize] ?? 0
  }

  /** Number of times at which the resource has more than one lesson. */
  crowded(resource: number): number {
    return this.#crowded[resource] ?? 0
  }

  /** The room of the lesson there, `noRoom`, `free`, or `severalRooms`, also where there are several lessons. */
  room(resource: number, time: number): number {
    return this.#cells[(resource * this.#times + time) * cellSize + roomAt] ?? free
  }

  /** The node of the smallest lesson there, 0 = none: walk with `next` and read with `lesson`, which allocates nothing. */
  first(resource: number, time: number): number {
    return this.#cells[(resource * this.#times + time) * cellSize + firstAt] ?? noNode
  }

  next(node: number): number {
    return this.#nodes[node * nodeSize + nextAt] ?? noNode
  }

  lesson(node: number): number {
    return this.#nodes[node * nodeSize] ?? -1
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
    const monday = (resource * this.#times + week * this.#slots) * cellSize
    for (let cell = monday + from * cellSize; cell < monday + to * cellSize; cell += cellSize) {
      if (this.#free === noNode) this.#grow()
      const node = this.#free
      this.#free = this.next(node)
      this.#nodes[node * nodeSize] = lesson
      this.#nodes[node * nodeSize + heldAt] = room
      const before = this.#before(cell, lesson)
      if (before === noNode) {
        this.#nodes[node * nodeSize + nextAt] = cells[cell + firstAt] ?? noNode
        cells[cell + firstAt] = node
      } else {
        this.#nodes[node * nodeSize + nextAt] = this.next(before)
        this.#nodes[before * nodeSize + nextAt] = node
      }
      const count = (cells[cell] ?? 0) + 1
      cells[cell] = count
      cells[cell + roomAt] = count === 1 ? room : severalRooms
      if (count === 2) this.#crowded[resource] = (this.#crowded[resource] ?? 0) + 1
    }
  }

  /** Takes back an `add` with these arguments; of several, the last must go first for the pool to be as it was. */
  remove(resource: number, week: number, from: number, to: number, lesson: number): void {
    const cells = this.#cells
    const monday = (resource * this.#times + week * this.#slots) * cellSize
    for (let cell = monday + (to - 1) * cellSize; cell >= monday + from * cellSize; cell -= cellSize) {
      const before = this.#before(cell, lesson)
      const node = before === noNode ? (cells[cell + firstAt] ?? noNode) : this.next(before)
      if (node === noNode || this.lesson(node) !== lesson) continue
      const after = this.next(node)
      if (before === noNode) cells[cell + firstAt] = after
      else this.#nodes[before * nodeSize + nextAt] = after
      this.#nodes[node * nodeSize + nextAt] = this.#free
      this.#free = node
      const count = (cells[cell] ?? 0) - 1
      cells[cell] = count
      if (count === 0) cells[cell + roomAt] = free
      else if (count === 1) {
        cells[cell + roomAt] = this.#nodes[(cells[cell + firstAt] ?? noNode) * nodeSize + heldAt] ?? noRoom
        this.#crowded[resource] = (this.#crowded[resource] ?? 0) - 1
      }
    }
  }

  /** The last node of the cell whose lesson is smaller. */
  #before(cell: number, lesson: number): number {
    let before = noNode
    let node = this.#cells[cell + firstAt] ?? noNode
    while (node !== noNode && this.lesson(node) < lesson) {
      before = node
      node = this.next(node)
    }
    return before
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
    this.#crowded.set(other.#crowded)
    this.#nodes = other.#nodes.slice()
    this.#free = other.#free
  }

  /** Copies of all that makes two of these equal. For tests of `remove` and undo. */
  snapshot(): ReadonlyArray<Int32Array> {
    return [
      this.#cells.slice(),
      this.#crowded.slice(),
      this.#nodes.filter((_, i) => i % nodeSize === nextAt),
      Int32Array.of(this.#free)
    ]
  }
}
