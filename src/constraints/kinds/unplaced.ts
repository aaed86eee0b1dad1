import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons } from "../lessonPoints.ts"
import type { Rule } from "../Rule.ts"
import { count, lessonName } from "../words.ts"

/**
 * Every lesson has a place in the week. Deviation: the lesson's duration in periods. Scope: lessons or school. No
 * parameters. Source: XHSTT, AssignTime (cost counts the duration of what is not assigned).
 */
export const unplaced: Rule = {
  kind: "unplaced",
  sentence: "Every lesson has a place in the week.",
  unit: "period",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons =>
      lessonPoints(
        lessons,
        aspect.length,
        (plan, lesson) => ((plan.slotOf[lesson] ?? -1) < 0 ? (model.durationOf[lesson] ?? 0) : 0),
        (_, lesson, periods) => ({
          lessons: [lesson],
          resources: [],
          slots: [],
          message: `${lessonName(model, lesson)} (${count(periods, "period")}) has no place in the week`
        })
      )
    )
}
