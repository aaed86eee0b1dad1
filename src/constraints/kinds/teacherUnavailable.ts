import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import type { Rule } from "../Rule.ts"
import { teachersIn } from "../scope.ts"
import { teacherName, teacherRef } from "../words.ts"
import { judgeWhileOff, neverOff, unavailablePoints } from "./unavailable.ts"

/**
 * A teacher does not teach when unavailable. For each lesson the teacher has: deviation = the teacher's unavailable
 * slots it occupies. Scope: teachers or school. No parameters. Source: FET, TeacherNotAvailableTimes.
 */
export const teacherUnavailable: Rule = {
  kind: "teacher_unavailable",
  sentence: "No teacher teaches while unavailable.",
  unit: "period",
  points: (model, constraint) =>
    unavailablePoints(
      constraint,
      Either.map(teachersIn(model, constraint), teachers => {
        const judge = judgeWhileOff(model, plan => plan.teacherAt, model.teacherOff)
        return teachers.map(teacher => ({
          subject: teacher,
          off: model.teacherOff[teacher] ?? neverOff,
          watched: { watchedTeachers: Int32Array.of(teacher), heeds: aspect.time | aspect.teachers },
          judge,
          resources: teacherRef(model, teacher),
          name: teacherName(model, teacher),
          verb: "teaches"
        }))
      })
    )
}
