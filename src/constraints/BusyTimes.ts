/**
 * When each resource has any lesson at all, a bit a slot, so that a day is looked at in one step instead of eight. Rows
 * are weeks of resources, padded to whole words; ranges of slots are within a week, `to` not included.
 */
export class BusyTimes {
  readonly #words: number
  readonly #bits: Int32Array

  constructor(rows: number, slots: number) {
    this.#words = wordsFor(slots)
    this.#bits = new Int32Array(rows * this.#words)
  }

  set(row: number, slot: number): void {
    const word = row * this.#words + (slot >>> 5)
    this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (slot & 31))
  }

  clear(row: number, slot: number): void {
    const word = row * this.#words + (slot >>> 5)
    this.#bits[word] = (this.#bits[word] ?? 0) & ~(1 << (slot & 31))
  }

  /** Number of busy slots. */
  count(row: number, from: number, to: number): number {
    let busy = 0
    for (let word = from >>> 5; word << 5 < to; word++) busy += ones(this.#word(row, word) & within(word, from, to))
    return busy
  }

  /** The first busy slot, -1 = none. */
  first(row: number, from: number, to: number): number {
    for (let word = from >>> 5; word << 5 < to; word++) {
      const bits = this.#word(row, word) & within(word, from, to)
      if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits & -bits)
    }
    return -1
  }

  /** The last busy slot, -1 = none. */
  last(row: number, from: number, to: number): number {
    for (let word = (to - 1) >> 5; word >= from >> 5; word--) {
      const bits = this.#word(row, word) & within(word, from, to)
      if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits)
    }
    return -1
  }

  /** Number of slots that are marked (see `marks`) and not busy. */
  countFree(row: number, from: number, to: number, marked: Int32Array): number {
    let free = 0
    for (let word = from >>> 5; word << 5 < to; word++)
      free += ones(~this.#word(row, word) & (marked[word] ?? 0) & within(word, from, to))
    return free
  }

  #word(row: number, word: number): number {
    return this.#bits[row * this.#words + word] ?? 0
  }
}

const wordsFor = (slots: number): number => (slots + 31) >>> 5

/** The slots that hold, as `countFree` takes them. */
export const marks = (slots: number, holds: (slot: number) => boolean): Int32Array => {
  const bits = new Int32Array(wordsFor(slots))
  for (let slot = 0; slot < slots; slot++)
    if (holds(slot)) bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31))
  return bits
}

/** The bits of this word that belong to slots from `from` up to `to`. */
const within = (word: number, from: number, to: number): number => {
  const low = Math.max(0, from - (word << 5))
  const high = Math.min(32, to - (word << 5))
  // Shifts count modulo 32, so a whole word needs care: none of it, or all of it.
  return low >= high ? 0 : (-1 << low) & (-1 >>> (32 - high))
}

/** How many bits are set. Source: Warren, Hacker's Delight, "Counting 1-bits". */
const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
