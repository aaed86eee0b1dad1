import type { Board } from "./Board.ts"

/**
 * A block goes to another slot; who stands in its way there goes to where it was; who stands in theirs goes there; and so
 * on, until nobody is in anybody's way. Where a lesson is only partly in the way there is no such chain.
 * Source: Kempe (1879); Thompson and Dowsland, for timetables (1998).
 */
export class KempeChain {
  readonly #board: Board
  /** Lessons of the chain at most, but for those of its first block. */
  #most = 0

  constructor(board: Board) {
    this.#board = board
  }

  /**
   * Makes it the board's candidate; false = there is none that is worth trying at this limit of energy. The windows that
   * are exchanged begin so many slots before the block, and are at least so long: doubles cannot be cut in halves.
   */
  grow(block: number, slot: number, limit: number, most: number, before = 0, least = 0): boolean {
    const board = this.#board
    this.#most = most
    const lessons = board.blocks.lessons[block] ?? none
    const now = board.slotOf(lessons[0] ?? -1)
    if (now < before || slot < before) return false
    const from = now - before
    const to = slot - before
    let length = least
    for (let i = 0; i < lessons.length; i++) length = Math.max(length, board.live.plan.endOf(lessons[i] ?? 0) - from)
    if (Math.abs(to - from) < length) return false
    board.begin()
    if (!this.#addBlock(block, from, length, to)) return false
    let cost = 0
    for (let i = 0; i < board.count; i++) {
      const lesson = board.lessonAt(i)
      const target = board.targetAt(i)
      cost += this.#own(lesson, target) - this.#own(lesson, board.slotOf(lesson))
      // Who goes to `to`'s side is in the way of whom stands there, and the reverse.
      const there = target >= to && target < to + length ? to : from
      if (!this.#clear(lesson, target, there, length, there === to ? from : to)) return false
    }
    return cost <= limit
  }

  /** The block's lessons from one window of slots to the same places in the other. */
  #addBlock(block: number, window: number, length: number, other: number): boolean {
    const board = this.#board
    const lessons = board.blocks.lessons[block] ?? none
    if (board.count + lessons.length > this.#most && board.count > 0) return false
    for (let i = 0; i < lessons.length; i++) {
      const lesson = lessons[i] ?? 0
      const slot = board.slotOf(lesson)
      const end = board.live.plan.endOf(lesson)
      if (slot < window || end > window + length || end === slot) return false
      const target = slot - window + other
      const { good, width } = board.places
      if (good[lesson * width + target + 1] !== 1) return false
      if (board.costs.endAt(lesson, target) - target !== end - slot) return false
      if (!board.add(lesson, target)) return false
    }
    return true
  }

  /** Adds whoever the lesson would meet at its target. */
  #clear(lesson: number, target: number, window: number, length: number, other: number): boolean {
    const board = this.#board
    const { graph, blocks, live } = board
    const end = board.costs.endAt(lesson, target)
    const last = graph.start[lesson + 1] ?? 0
    for (let i = graph.start[lesson] ?? 0; i < last; i++) {
      const met = graph.others[i] ?? 0
      const slot = live.plan.slotOf[met] ?? -1
      if (slot < 0 || slot >= end || live.plan.endOf(met) <= target || board.has(met)) continue
      const block = blocks.of[met] ?? -1
      if (block < 0 || !this.#addBlock(block, window, length, other)) return false
    }
    return true
  }

  #own(lesson: number, slot: number): number {
    const { own, width } = this.#board.places
    return own[lesson * width + slot + 1] ?? 0
  }
}

const none = new Int32Array(0)
