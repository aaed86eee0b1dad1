/** Numbers that look random and are the same in every run (mulberry32). */
export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly fraction: () => number
  /** From 0 up to, but not including, `size`. */
  readonly below: (size: number) => number
  readonly one: <A>(items: ReadonlyArray<A>) => A
}

export const seeded = (seed: number): Random => {
  let state = seed
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (size: number): number => Math.floor(fraction() * size)
  return {
    fraction,
    below,
    one: items => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error("nothing to choose from")
      return item
    }
  }
}
