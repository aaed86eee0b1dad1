import type { Change } from "../timetable/Change.ts"
import type { ConstraintId } from "../timetable/Constraint.ts"
import type { Conflict, Severity } from "./Conflict.ts"
import type { LiveScore } from "./LiveScore.ts"
import { numbersOf } from "./Plan.ts"
import { none } from "./Rule.ts"
import { type Score, unitsPerWeight } from "./Tally.ts"

/** What a constraint costs before and after some changes. */
export interface ConstraintDelta {
  readonly constraintId: ConstraintId
  readonly kind: string
  readonly severity: Severity
  readonly before: number
  readonly after: number
}

/** What changes do to a timetable. Source: TIMETABLING.md, "Suggestions". */
export interface Delta {
  readonly before: Score
  readonly after: Score
  /** Those whose cost differs, in the order of the timetable. */
  readonly constraints: ReadonlyArray<ConstraintDelta>
  /** Conflicts that are there before and not after, and the reverse; the worst first. */
  readonly resolved: ReadonlyArray<Conflict>
  readonly added: ReadonlyArray<Conflict>
}

/** What is added from one score to the other, exactly: the difference of two decimals is not, 0.3 - 0.1 for one. */
export const differenceOf = (before: Score, after: Score): Score => ({
  hard: (toUnits(after.hard) - toUnits(before.hard)) / unitsPerWeight,
  soft: (toUnits(after.soft) - toUnits(before.soft)) / unitsPerWeight
})

const toUnits = (cost: number): number => Math.round(cost * unitsPerWeight)

/** Applies a change to the live score; false when it has no such lesson. Names that nothing carries are left out. */
export const applyChange = (live: LiveScore, { lessonId, to }: Change): boolean => {
  const { model } = live.rulebook
  const lesson = model.lessonIndex.get(lessonId)
  if (lesson === undefined) return false
  if (to === null) live.apply(lesson, -1, none)
  else {
    const { slot, rooms, teachers, fillers } = numbersOf(model, lesson, to)
    live.apply(lesson, slot, rooms, teachers, fillers)
  }
  return true
}

/** What the changes, one after the other, would do. Afterwards the live score is as before. */
export const deltaOf = (live: LiveScore, changes: ReadonlyArray<Change>): Delta => {
  const before = scoreOf(live)
  const costsBefore = live.constraintCosts()
  const mark = live.mark()
  for (const change of changes) applyChange(live, change)
  const after = scoreOf(live)
  const costsAfter = live.constraintCosts()
  const points = live.pointsSince(mark)
  const conflictsAfter = live.conflictsOf(points)
  live.undoTo(mark)
  const conflictsBefore = live.conflictsOf(points)
  return {
    before,
    after,
    constraints: live.rulebook.monitors.flatMap(({ constraint: { id, kind, hard } }, m) => {
      const was = costsBefore[m] ?? 0
      const is = costsAfter[m] ?? 0
      const severity = hard ? "hard" : "soft"
      return was === is
        ? []
        : { constraintId: id, kind, severity, before: was / unitsPerWeight, after: is / unitsPerWeight }
    }),
    resolved: without(conflictsBefore, conflictsAfter),
    added: without(conflictsAfter, conflictsBefore)
  }
}

const scoreOf = ({ total }: LiveScore): Score => ({
  hard: total.hard / unitsPerWeight,
  soft: total.soft / unitsPerWeight
})

/** A conflict that only got better or worse is the same conflict. */
const without = (conflicts: ReadonlyArray<Conflict>, others: ReadonlyArray<Conflict>): ReadonlyArray<Conflict> => {
  const ids = new Set(others.map(({ id }) => id))
  return conflicts.filter(({ id }) => !ids.has(id))
}
