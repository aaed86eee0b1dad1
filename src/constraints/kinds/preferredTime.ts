import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, markedSlots, slotsOf } from "../lessonPoints.ts"
import { flags } from "../Model.ts"
import { parameters } from "../parameters.ts"
import { badConstraint, type Rule } from "../Rule.ts"
import { lessonsIn } from "../scope.ts"
import { count, lessonName, when } from "../words.ts"

const read = parameters(
  Schema.Struct({
    slots: Schema.NonEmptyArray(Schema.NonNegativeInt),
    applies_to: Schema.optionalWith(Schema.Literal("start", "whole"), { exact: true, default: () => "start" })
  }),
  'takes slots, a list of slots of the week, and applies_to, "start" or "whole"'
)

/**
 * A lesson is held at a time that people want for it. With `applies_to` "start": deviation 1 if it does not start at one
 * of the slots; with "whole": the slots it occupies outside them. Scope: lessons or school. Parameters: `slots`,
 * `applies_to` (default "start"). Source: FET, ActivityPreferredStartingTimes and ActivityPreferredTimeSlots.
 */
export const preferredTime: Rule = {
  kind: "preferred_time",
  sentence: "A lesson is held at one of its preferred times.",
  unit: "lesson, or period outside the preferred times",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { slots, applies_to } = yield* read(constraint)
      const beyond = slots.findIndex(slot => slot >= model.slots)
      if (beyond >= 0)
        return yield* Either.left(
          badConstraint(constraint, `parameters.slots[${beyond}]`, `takes slots of the week, 0 to ${model.slots - 1}`)
        )
      const bad = flags(model.slots, slots).map(wanted => 1 - wanted)
      const wanted = [...new Set(slots)].sort((a, b) => a - b)
      const times = wanted.length > 4 ? `one of ${count(wanted.length, "other slot")}` : when(model, wanted)
      return lessonPoints(
        yield* lessonsIn(model, constraint),
        aspect.time,
        applies_to === "whole"
          ? (plan, lesson) => markedSlots(plan, lesson, bad)
          : (plan, lesson) => bad[plan.slotOf[lesson] ?? -1] ?? 0,
        (plan, lesson, deviation) => {
          const occupied = slotsOf(plan, lesson)
          const outside = applies_to === "whole" ? occupied.filter(slot => bad[slot] === 1) : occupied.slice(0, 1)
          const verb = applies_to === "whole" ? `is held for ${count(deviation, "period")}` : "starts"
          const message = `${lessonName(model, lesson)} ${verb} on ${when(model, outside)}; preferred: ${times}`
          return { lessons: [lesson], resources: [], slots: outside, message }
        }
      )
    })
}
