export const median = (numbers: ReadonlyArray<number>): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The e of cost = c · size^e that fits best: 0 = does not grow, 1 = in step with the size, 2 = with its square. */
export const exponent = (sizes: ReadonlyArray<number>, costs: ReadonlyArray<number>): number => {
  const xs = sizes.map(Math.log)
  const ys = costs.map(Math.log)
  const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const covariance = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0)
  return covariance / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}

/**
 * Milliseconds of the processor, median run of `times`, after as many to warm up as half of them. Not of the clock: the
 * neighbours on a shared machine are none of our business.
 */
export const timed = (times: number, run: () => unknown): number => {
  for (let i = 0; i < times / 2; i++) run()
  return median(
    Array.from({ length: times }, () => {
      const start = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
  )
}

/** As `timed`, of so many batches, without what `restore` does after each. Asking for the time costs a microsecond. */
export const timedBatches = (times: number, batches: number, run: () => void, restore: () => void): number => {
  const once = (): number => {
    let micros = 0
    for (let i = 0; i < batches; i++) {
      const start = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(start)
      micros += user + system
      restore()
    }
    return micros / 1000
  }
  for (let i = 0; i < times / 2; i++) once()
  return median(Array.from({ length: times }, once))
}
