/** Of numbers in ascending order; 0 where there are none. `q` from 0 to 1. */
export const quantile = (sorted: ReadonlyArray<number>, q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

export const median = (values: ReadonlyArray<number>): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5
  )

/** A number as a table shows it. */
export const shown = (value: number, digits = 0): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Milliseconds that each of `rounds` runs took, after `warmUps` that do not count; the median of them. */
export const medianMillis = async (rounds: number, warmUps: number, run: () => unknown): Promise<number> => {
  const times: Array<number> = []
  for (let round = -warmUps; round < rounds; round++) {
    const from = performance.now()
    await run()
    if (round >= 0) times.push(performance.now() - from)
  }
  return median(times)
}
