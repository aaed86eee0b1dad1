import { evaluate } from "../../../src/constraints/Evaluation.ts"
import type { Constraint } from "../../../src/timetable/Constraint.ts"
import { benchSchool, placed } from "./benchSchool.ts"
import type { Names } from "./constraints.ts"
import { timed } from "./numbers.ts"

export interface Scan {
  readonly lessons: number
  readonly conflicts: number
  /** Every point judged, every conflict named. */
  readonly scanMillis: number
  /** Judged only. */
  readonly countMillis: number
}

/** The size that the budget speaks of: its full scan is to take 5 ms at most. */
const lessons = 1_500

/** A full scan of a timetable as people have one: after ten times the tries of the others, little is left to find. */
export const scanGood = (constraintsOf: (names: Names) => ReadonlyArray<Constraint>): Scan => {
  const live = placed(benchSchool(lessons, constraintsOf), 128, 4)
  const { plan, rulebook } = live
  return {
    lessons,
    conflicts: evaluate(rulebook, plan).conflicts.length,
    scanMillis: timed(200, () => evaluate(rulebook, plan)),
    countMillis: timed(50, () => live.recount())
  }
}
