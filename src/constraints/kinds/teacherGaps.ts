import { teacherDiaries } from "../Diary.ts"
import type { Rule } from "../Rule.ts"
import { gapPoints } from "./gaps.ts"

/**
 * Teachers do not wait between lessons (a gap: see gaps.ts). Deviation: gaps above `max_per_day` for each teacher and
 * day, above `max_per_week` for each teacher; in a cycle the worst week counts. Scope: teachers or school. Parameters:
 * `max_per_day`, `max_per_week`, at least one. Source: FET, TeacherMaxGapsPerDay, TeacherMaxGapsPerWeek.
 */
export const teacherGaps: Rule = {
  kind: "teacher_gaps",
  sentence: "Teachers have few free periods between their lessons.",
  unit: "gap",
  points: (model, constraint) => gapPoints(model, constraint, teacherDiaries(model, constraint))
}
