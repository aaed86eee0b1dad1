/** A straight line through points, by least squares. */
export interface Line {
  readonly slope: number
  /** Of the slope. */
  readonly standardError: number
}

export const leastSquares = (points: ReadonlyArray<readonly [x: number, y: number]>): Line => {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)]
  const spread = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0)
  const slope = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0) / spread
  const rest = points.reduce((sum, [px, py]) => sum + (py - y - slope * (px - x)) ** 2, 0)
  return { slope, standardError: Math.sqrt(rest / (points.length - 2) / spread) }
}
