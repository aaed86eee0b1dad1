import { Either, Schema } from "effect"
import { slotsOf } from "../lessonPoints.ts"
import { ascending, flags } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count, when } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { coursesIn, timeGroups } from "./selection.ts"

const read = parameters(
  Schema.Struct({
    slots: Schema.Array(Schema.NonNegativeInt),
    time_group_ids: Schema.Array(Schema.String),
    duration: Schema.optionalWith(Schema.Positive.pipe(Schema.int()), { exact: true })
  }),
  "takes slots and time_group_ids, and may take duration"
)

/**
 * The lessons of a course begin at preferred times. One point a course; deviation = the total duration of its lessons
 * that begin at another time; a lesson without a time is no deviation. With `duration`, lessons of another length are
 * passed over. Scope: a selection of courses. Parameters: `slots`, `time_group_ids`, `duration`.
 * Source: XHSTT, PreferTimesConstraint.
 */
export const preferTimes: Rule = {
  kind: "PreferTimes",
  sentence: "A lesson begins at a time that is preferred for it.",
  unit: "period of a lesson that begins at another time",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { slots, time_group_ids, duration } = yield* read(constraint)
      const groups = yield* timeGroups(model, constraint, time_group_ids)
      const isPreferred = flags(model.slots, [...slots, ...groups.flatMap(group => [...group.slots])])
      return (yield* coursesIn(model, constraint)).map(course => {
        const lessons = lessonsOf(model, [course]).filter(
          lesson => duration === undefined || model.lessons[lesson]?.duration === duration
        )
        const isOther = (plan: Plan, lesson: number): boolean => {
          const slot = plan.slotOf[lesson] ?? -1
          return slot >= 0 && isPreferred[slot] !== 1
        }
        return lessonsPoint(
          lessons,
          [courseId(model, course)],
          plan => {
            let periods = 0
            for (const lesson of lessons) if (isOther(plan, lesson)) periods += model.lessons[lesson]?.duration ?? 0
            return periods
          },
          (plan, periods) => {
            const others = [...lessons].filter(lesson => isOther(plan, lesson))
            const at = [...ascending(others.flatMap(lesson => [...slotsOf(plan, lesson)]))]
            return {
              lessons: others,
              slots: at,
              message: `${courseName(model, course)}: ${count(periods, "period")} at times that are not preferred (${when(model, at)})`
            }
          }
        )
      })
    })
}
