/** Rows of flags, 32 in a word, so that a stretch of them is looked at in one go. Flags beyond the end of a row mean nothing. */
export class Bits {
  readonly #rowSize: number
  readonly #words: Int32Array

  constructor(rows: number, flags: number) {
    // A word more than the flags need: `from` reads two.
    this.#rowSize = (flags >> 5) + 2
    this.#words = new Int32Array(rows * this.#rowSize)
  }

  set(row: number, at: number): void {
    const word = row * this.#rowSize + (at >> 5)
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (at & 31))
  }

  clear(row: number, at: number): void {
    const word = row * this.#rowSize + (at >> 5)
    this.#words[word] = (this.#words[word] ?? 0) & ~(1 << (at & 31))
  }

  /** 32 flags of a row, the lowest bit that at this place. */
  from(row: number, at: number): number {
    const word = row * this.#rowSize + (at >> 5)
    const low = (this.#words[word] ?? 0) >>> (at & 31)
    // In two steps, since a shift by 32 is one by 0.
    return low | (((this.#words[word + 1] ?? 0) << 1) << (~at & 31))
  }

  /** The first place from this one on whose flag is set, -1 = there is none. */
  nextFrom(row: number, at: number): number {
    const end = (row + 1) * this.#rowSize
    let word = row * this.#rowSize + (at >> 5)
    let bits = (this.#words[word] ?? 0) & (-1 << (at & 31))
    while (bits === 0) {
      if (++word >= end) return -1
      bits = this.#words[word] ?? 0
    }
    return ((word + this.#rowSize - end) << 5) + lowest(bits)
  }

  /** Becomes what another one of the same size is. */
  adopt(other: Bits): void {
    this.#words.set(other.#words)
  }

  snapshot(): Int32Array {
    return this.#words.slice()
  }
}

/** The word in which the bit at this place is set, and no other. */
export const bitOf = (at: number): number => 1 << at

/** The place of the lowest bit that is set; 32 for none of them is never asked. */
export const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits)

/** How many bits are set. */
export const countBits = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
