import { Bounds, Calm } from "./Calm.ts"
import { Circles } from "./Circles.ts"
import { costOf, type Monitor, type Rulebook } from "./Evaluation.ts"
import type { Plan } from "./Plan.ts"
import type { Found, Point } from "./Rule.ts"

/** How the points of a rulebook are asked: all that does not hang on where lessons are, so that versions share it. */
export interface Inquiry {
  readonly circles: Circles
  readonly bounds: Bounds
  readonly judges: ReadonlyArray<Point["judge"]>
  /**
   * Per point: the number of its judge, its subject, the number of its bounds (see Calm.ts). Points of a constraint mostly
   * share their judge; so these stand in one array instead of being read from thousands of objects.
   */
  readonly calls: Int32Array
}

const known = new WeakMap<Rulebook["monitors"], Inquiry>()

/** Made once for the monitors of a rulebook: it takes longer than to judge a change. */
export const inquiryOf = ({ model, monitors }: Rulebook): Inquiry => {
  const inquiry = known.get(monitors)
  if (inquiry !== undefined) return inquiry
  const circles = new Circles(model, monitors)
  const { points } = circles
  const bounds = new Bounds(model, points)
  const numbers = new Map<Point["judge"], number>()
  const calls = new Int32Array(3 * points.length)
  points.forEach((point, i) => {
    const number = numbers.get(point.judge) ?? numbers.size
    numbers.set(point.judge, number)
    calls[3 * i] = number
    calls[3 * i + 1] = point.subject ?? 0
    calls[3 * i + 2] = bounds.of(point)
  })
  const fresh = { circles, bounds, judges: [...numbers.keys()], calls }
  known.set(monitors, fresh)
  return fresh
}

/** Sums what a point finds into `judged` (cost, number of findings): one function for all points, which allocates nothing. */
export const makeJudge = (
  { circles: { monitorOf }, bounds, judges, calls }: Inquiry,
  monitors: ReadonlyArray<Monitor>,
  plan: Plan,
  judged: Float64Array
): ((point: number) => void) => {
  const calm = new Calm(plan, bounds)
  let asked = 0
  const found: Found = deviation => {
    const monitor = monitors[monitorOf[asked] ?? 0]
    if (monitor === undefined) return
    judged[0] = (judged[0] ?? 0) + costOf(monitor, deviation)
    judged[1] = (judged[1] ?? 0) + 1
  }
  return point => {
    judged[0] = 0
    judged[1] = 0
    const call = 3 * point
    const subject = calls[call + 1] ?? 0
    if (calm.holds(calls[call + 2] ?? -1, subject)) return
    asked = point
    judges[calls[call] ?? 0]?.(plan, found, subject)
  }
}
