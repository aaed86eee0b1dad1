import { Either, Schema } from "effect"
import { flags } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { openRoles } from "./roles.ts"
import { coursesIn, namedResources } from "./selection.ts"

const read = parameters(
  Schema.Struct({
    role: Schema.NonEmptyString,
    resource_ids: Schema.Array(Schema.String),
    resource_group_ids: Schema.Array(Schema.String)
  }),
  "takes role, resource_ids and resource_group_ids"
)

/**
 * Who fills a role is one of the resources that are preferred for it. One point for each course with an open role of
 * this name; deviation = the total duration of its lessons in which somebody else fills it; nobody at all is no
 * deviation. Scope: a selection of courses. Parameters: `role`, `resource_ids`, `resource_group_ids`.
 * Source: XHSTT, PreferResourcesConstraint.
 */
export const preferResources: Rule = {
  kind: "PreferResources",
  sentence: "A role is filled by a resource that is preferred for it.",
  unit: "period with another resource",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { role, resource_ids, resource_group_ids } = yield* read(constraint)
      const preferred = yield* namedResources(
        model,
        constraint,
        { path: "parameters.resource_ids", ids: resource_ids },
        { path: "parameters.resource_group_ids", ids: resource_group_ids }
      )
      const isPreferred = flags(model.resources.length, preferred)
      return openRoles(model, yield* coursesIn(model, constraint), role).map(({ course, at }) => {
        const lessons = lessonsOf(model, [course])
        const isOther = (plan: Plan, lesson: number): boolean => isPreferred[plan.fillersOf(lesson)[at] ?? -1] === 0
        return lessonsPoint(
          lessons,
          [courseId(model, course), role],
          plan => {
            let periods = 0
            for (const lesson of lessons) if (isOther(plan, lesson)) periods += model.lessons[lesson]?.duration ?? 0
            return periods
          },
          (plan, periods) => ({
            lessons: [...lessons].filter(lesson => isOther(plan, lesson)),
            slots: [],
            message: `${courseName(model, course)}: the role ${role} is filled by somebody not preferred for ${count(periods, "period")}`
          })
        )
      })
    })
}
