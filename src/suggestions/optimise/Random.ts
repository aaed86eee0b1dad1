/** Numbers that look random and are the same for the same seed (mulberry32, by Tommy Ettinger). */
export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly fraction: () => number
  /** From 0 up to, but not including, `size`. */
  readonly below: (size: number) => number
}

export const seeded = (seed: number): Random => {
  let state = seed | 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { fraction, below: size => Math.floor(fraction() * size) }
}
