import type { Conflict } from "../constraints/Conflict.ts"
import type { LiveScore, Units } from "../constraints/LiveScore.ts"
import type { SearchScope } from "./SearchRequest.ts"

/** What a search is after: whether a change of the score, for these steps taken, is what was asked for. */
export type Goal = (
  steps: ReadonlyArray<{ readonly lesson: number; readonly slot: number }>,
  difference: Units
) => boolean

/**
 * The conflict gone, if the scope names one; else the score better, or, where single lessons are asked about, one of them
 * at another time. Nothing hard may get worse in any case: that is seen to elsewhere.
 */
export const goalOf = (live: LiveScore, scope: SearchScope, conflict: Conflict | null): Goal => {
  if (conflict !== null) {
    const point = pointOf(live, conflict.id)
    return () => !live.conflictsOf([point]).some(({ id }) => id === conflict.id)
  }
  const asked = new Set(scope.lessonIds.flatMap(id => live.rulebook.model.lessonIndex.get(id) ?? []))
  const origin = live.plan.slotOf.slice()
  return (steps, { hard, soft }) =>
    hard < 0 || soft < 0 || steps.some(({ lesson, slot }) => asked.has(lesson) && slot !== origin[lesson])
}

/** The point that finds the conflict: halves the points until it is the only one. */
const pointOf = (live: LiveScore, id: string): number => {
  let from = 0
  let to = live.rulebook.monitors.reduce((sum, { points }) => sum + points.length, 0)
  while (to - from > 1) {
    const middle = (from + to) >> 1
    const half = Array.from({ length: middle - from }, (_, i) => from + i)
    if (live.conflictsOf(half).some(conflict => conflict.id === id)) to = middle
    else from = middle
  }
  return from
}
