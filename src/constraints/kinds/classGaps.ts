import { classDiaries } from "../Diary.ts"
import type { Rule } from "../Rule.ts"
import { gapPoints } from "./gaps.ts"

/**
 * Students do not wait between lessons (a gap: see gaps.ts). Deviation: gaps above `max_per_day` for each class and day,
 * above `max_per_week` for each class, of its worst-off student; in a cycle the worst week counts. Scope: classes or
 * school. Parameters: `max_per_day`, `max_per_week`, at least one.
 * Source: FET, StudentsMaxGapsPerDay, StudentsMaxGapsPerWeek.
 */
export const classGaps: Rule = {
  kind: "class_gaps",
  sentence: "Students have few free periods between their lessons.",
  unit: "gap",
  points: (model, constraint) => gapPoints(model, constraint, classDiaries(model, constraint))
}
