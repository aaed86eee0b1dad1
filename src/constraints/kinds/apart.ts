import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { slotsOf } from "../lessonPoints.ts"
import { ascending } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import { type Found, none, type Rule } from "../Rule.ts"
import { chosenLessonsIn } from "../scope.ts"
import { bothLessons, count, when } from "../words.ts"
import { sharedWeeks } from "./clash.ts"

const read = parameters(
  Schema.Struct({ min_gaps: Schema.optionalWith(Schema.NonNegativeInt, { exact: true, default: () => 0 }) }),
  "takes min_gaps, a whole number from 0"
)

/**
 * Lessons of a set keep apart: they are not held at the same time, and on one day with at least `min_gaps` slots
 * between. Deviation, for each pair of placed lessons held in a common week and on the same day: slots that are missing
 * between the end of the one and the start of the other; lessons that overlap lack those in which they do as well.
 * Scope: lessons, one set. Parameters: `min_gaps` (default 0: they may touch).
 * Source: FET, ActivitiesNotOverlapping, MinGapsBetweenActivities. For days between lessons see subject_spread.
 */
export const apart: Rule = {
  kind: "apart",
  sentence: "Lessons that must keep apart do.",
  unit: "period",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { min_gaps } = yield* read(constraint)
      const set = Int32Array.from(yield* chosenLessonsIn(model, constraint))
      return [
        {
          watchedLessons: set,
          watchedTeachers: none,
          watchedRooms: none,
          heeds: aspect.time,
          judge: (plan: Plan, found: Found) => {
            for (let j = 1; j < set.length; j++)
              for (let i = 0; i < j; i++) {
                const missing = tooClose(plan, set[i] ?? -1, set[j] ?? -1, min_gaps)
                if (missing > 0) found(missing, set[i] ?? -1, set[j] ?? -1, 0)
              }
          },
          tell: (plan: Plan, a: number, b: number) => {
            const slots = [...ascending([...slotsOf(plan, a), ...slotsOf(plan, b)])]
            const overlap = tooClose(plan, a, b, 0) > 0
            const wanted = overlap ? "overlap" : `have fewer than ${count(min_gaps, "free period")} between them`
            return {
              lessons: [a, b],
              resources: [],
              slots,
              message: `${bothLessons(model, a, b, "Two")} should keep apart, but ${wanted}: ${when(model, slots, sharedWeeks(plan, a, b))}`,
              key: [a, b].map(lesson => model.lessons[lesson]?.lesson.id ?? "").sort()
            }
          }
        }
      ]
    })
}

const tooClose = (plan: Plan, a: number, b: number, minGaps: number): number => {
  if (!plan.stands(a) || !plan.stands(b) || sharedWeeks(plan, a, b) === 0) return 0
  const { dayOf } = plan.model
  const startA = plan.slotOf[a] ?? 0
  const startB = plan.slotOf[b] ?? 0
  if (dayOf[startA] !== dayOf[startB]) return 0
  return minGaps - (Math.max(startA, startB) - Math.min(plan.endOf(a), plan.endOf(b)))
}
