import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { slotsOf } from "../lessonPoints.ts"
import { ascending } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import { type Found, none, type Rule } from "../Rule.ts"
import { chosenLessonsIn, resolve } from "../scope.ts"
import { lessonName, when } from "../words.ts"
import { sharedWeeks } from "./clash.ts"

const read = parameters(
  Schema.Struct({
    before: Schema.NonEmptyArray(Schema.String),
    same_day_only: Schema.optionalWith(Schema.Boolean, { exact: true, default: () => false })
  }),
  "takes before, a list of ids of lessons, and same_day_only, true or false"
)

/**
 * Some lessons come before others in the week. Deviation 1 for each pair, one of the scope and one of `before`, both
 * placed and held in a common week, where the first has not ended when the second begins; with `same_day_only` the pair
 * is judged only when both are on the same day. Scope: lessons. Parameters: `before`, `same_day_only` (default false).
 * Source: FET, TwoActivitiesOrdered, TwoActivitiesOrderedIfSameDay.
 */
export const order: Rule = {
  kind: "order",
  sentence: "Lessons come in the order that is asked for.",
  unit: "pair of lessons",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { before, same_day_only } = yield* read(constraint)
      const first = Int32Array.from(yield* chosenLessonsIn(model, constraint))
      const ids = yield* resolve(constraint, "parameters.before", before, model.lessonIndex, "ids of lessons")
      const second = Int32Array.from(ids)
      return [
        {
          watchedLessons: ascending([...first, ...second]),
          watchedTeachers: none,
          watchedRooms: none,
          heeds: aspect.time,
          judge: (plan: Plan, found: Found) => {
            for (let i = 0; i < first.length; i++)
              for (let j = 0; j < second.length; j++)
                if (isLate(plan, first[i] ?? -1, second[j] ?? -1, same_day_only))
                  found(1, first[i] ?? -1, second[j] ?? -1, 0)
          },
          tell: (plan: Plan, a: number, b: number) => {
            const at = (lesson: number): string =>
              `${lessonName(model, lesson)} (${when(model, slotsOf(plan, lesson).slice(0, 1))})`
            return {
              lessons: [a, b],
              resources: [],
              slots: [...ascending([...slotsOf(plan, a), ...slotsOf(plan, b)])],
              message: `${at(a)} should come before ${at(b)}`,
              key: [a, b].map(lesson => model.lessons[lesson]?.lesson.id ?? "")
            }
          }
        }
      ]
    })
}

const isLate = (plan: Plan, a: number, b: number, sameDayOnly: boolean): boolean => {
  if (a === b || !plan.stands(a) || !plan.stands(b) || sharedWeeks(plan, a, b) === 0) return false
  const { dayOf } = plan.model
  if (sameDayOnly && dayOf[plan.slotOf[a] ?? -1] !== dayOf[plan.slotOf[b] ?? -1]) return false
  return plan.endOf(a) > (plan.slotOf[b] ?? 0)
}
