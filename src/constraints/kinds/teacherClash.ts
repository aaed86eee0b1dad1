import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import type { Rule } from "../Rule.ts"
import { teachersIn } from "../scope.ts"
import { teacherName, teacherRef } from "../words.ts"
import { clashPoints } from "./clash.ts"

/**
 * A teacher is in one place at a time. Deviation 1 for each pair of lessons the teacher has at the same time of a week
 * both are held in. Scope: teachers or school. No parameters. Source: TIMETABLING.md; FET, basic compulsory time.
 */
export const teacherClash: Rule = {
  kind: "teacher_clash",
  sentence: "No teacher has two lessons at the same time.",
  unit: "pair of lessons",
  points: (model, constraint) =>
    clashPoints(
      constraint,
      plan => plan.teacherAt,
      Either.map(teachersIn(model, constraint), teachers =>
        teachers.map(teacher => ({
          resource: teacher,
          watched: { watchedTeachers: Int32Array.of(teacher), heeds: aspect.time | aspect.teachers },
          about: () => ({ resources: teacherRef(model, teacher), begin: `${teacherName(model, teacher)} teaches` })
        }))
      )
    )
}
