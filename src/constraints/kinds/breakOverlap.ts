import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, markedSlots, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, when } from "../words.ts"

/**
 * Lessons keep out of breaks. Deviation: break slots the lesson occupies. Scope: lessons or school. No parameters.
 * Source: FET, BreakTimes.
 */
export const breakOverlap: Rule = {
  kind: "break_overlap",
  sentence: "No lesson is held during a break.",
  unit: "period",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons =>
      lessonPoints(
        model.isBreak.includes(1) ? lessons : [],
        aspect.time,
        (plan, lesson) => markedSlots(plan, lesson, model.isBreak),
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson).filter(slot => model.isBreak[slot] === 1)
          const message = `${lessonName(model, lesson)} is held during a break: ${when(model, slots)}`
          return { lessons: [lesson], resources: [], slots, message }
        }
      )
    )
}
