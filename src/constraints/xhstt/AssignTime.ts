import { Either } from "effect"
import { noParameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { coursesIn } from "./selection.ts"

/**
 * The lessons of a course have a time. One point a course; deviation = the total duration of its lessons that have none.
 * Scope: a selection of courses. Parameters: none.
 * Source: XHSTT, AssignTimeConstraint.
 */
export const assignTime: Rule = {
  kind: "AssignTime",
  sentence: "Every lesson has a time.",
  unit: "period without a time",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      return (yield* coursesIn(model, constraint)).map(course => {
        const lessons = lessonsOf(model, [course])
        return lessonsPoint(
          lessons,
          [courseId(model, course)],
          plan => {
            let periods = 0
            for (const lesson of lessons)
              if ((plan.slotOf[lesson] ?? -1) < 0) periods += model.lessons[lesson]?.duration ?? 0
            return periods
          },
          (plan, periods) => ({
            lessons: [...lessons].filter(lesson => (plan.slotOf[lesson] ?? -1) < 0),
            slots: [],
            message: `${courseName(model, course)}: ${count(periods, "period")} without a time`
          })
        )
      })
    })
}
