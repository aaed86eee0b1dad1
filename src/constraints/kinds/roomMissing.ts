import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, onWhen } from "../words.ts"

/**
 * A lesson that needs a room has one. Deviation 1 for each placed lesson without any room whose course needs one. Scope:
 * lessons or school. No parameters. Source: XHSTT, AssignResource; FET, basic compulsory space.
 */
export const roomMissing: Rule = {
  kind: "room_missing",
  sentence: "Every lesson that needs a room has one.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons =>
      lessonPoints(
        lessons.filter(lesson => model.lessons[lesson]?.course.roomNeed.need !== "none"),
        aspect.time | aspect.rooms,
        (plan, lesson) => ((plan.slotOf[lesson] ?? -1) >= 0 && plan.roomsOf(lesson).length === 0 ? 1 : 0),
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const message = `${lessonName(model, lesson)} has no room${onWhen(model, slots)}`
          return { lessons: [lesson], resources: [], slots, message }
        }
      )
    )
}
