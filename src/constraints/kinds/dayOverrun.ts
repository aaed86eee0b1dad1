import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Plan } from "../Plan.ts"
import type { Rule } from "../Rule.ts"
import { count, dayName, lessonName } from "../words.ts"

/**
 * A lesson ends on the day it begins, within the week. Deviation: periods that stick out past the end of the day; all of
 * them when the lesson begins at a slot that the week does not have. Scope: lessons or school. No parameters.
 * Source: XHSTT (an event's times are consecutive); FET, basic compulsory time.
 */
export const dayOverrun: Rule = {
  kind: "day_overrun",
  sentence: "Every lesson ends on the day it begins.",
  unit: "period",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons =>
      lessonPoints(lessons, aspect.time, sticksOut, (plan, lesson, periods) => {
        const day = model.dayOf[plan.slotOf[lesson] ?? -1]
        const name = lessonName(model, lesson)
        return {
          lessons: [lesson],
          resources: [],
          slots: slotsOf(plan, lesson),
          message:
            day === undefined
              ? `${name} is placed outside the week`
              : `${name} sticks out past the end of ${dayName(model, day)} by ${count(periods, "period")}`
        }
      })
    )
}

const sticksOut = (plan: Plan, lesson: number): number => {
  const start = plan.slotOf[lesson] ?? -1
  return start < 0 ? 0 : (plan.model.durationOf[lesson] ?? 0) - (plan.endOf(lesson) - start)
}
