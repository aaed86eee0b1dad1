import { Either, Schema } from "effect"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { openRoles } from "./roles.ts"
import { coursesIn } from "./selection.ts"

const read = parameters(Schema.Struct({ role: Schema.NonEmptyString }), "takes role, the name of a role")

/**
 * A role of a course is filled. One point for each course with an open role of this name; deviation = the total duration
 * of its lessons in which nobody fills it, whether they have a time or not. Scope: a selection of courses. Parameters:
 * `role`.
 * Source: XHSTT, AssignResourceConstraint.
 */
export const assignResource: Rule = {
  kind: "AssignResource",
  sentence: "Every role of a lesson is filled.",
  unit: "period without a resource",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { role } = yield* read(constraint)
      return openRoles(model, yield* coursesIn(model, constraint), role).map(({ course, at }) => {
        const lessons = lessonsOf(model, [course])
        const isOpen = (plan: Plan, lesson: number): boolean => (plan.fillersOf(lesson)[at] ?? -1) < 0
        return lessonsPoint(
          lessons,
          [courseId(model, course), role],
          plan => {
            let periods = 0
            for (const lesson of lessons) if (isOpen(plan, lesson)) periods += model.lessons[lesson]?.duration ?? 0
            return periods
          },
          (plan, periods) => ({
            lessons: [...lessons].filter(lesson => isOpen(plan, lesson)),
            slots: [],
            message: `${courseName(model, course)}: nobody fills the role ${role} for ${count(periods, "period")}`
          })
        )
      })
    })
}
