import { Either, Schema } from "effect"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { resolve } from "../scope.ts"
import { count } from "../words.ts"
import { courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"

const Pair = Schema.Struct({
  first_course_id: Schema.String,
  second_course_id: Schema.String,
  min_separation: Schema.optionalWith(Schema.NonNegativeInt, { exact: true, default: () => 0 }),
  max_separation: Schema.optionalWith(Schema.NonNegativeInt, { exact: true })
})

const read = parameters(
  Schema.Struct({ pairs: Schema.Array(Pair) }),
  "takes pairs, a list of first_course_id and second_course_id, and perhaps min_separation and max_separation"
)

/**
 * One course is held before another. One point a pair; deviation = how far the number of times between the end of the
 * first course's last lesson and the start of the second's first lies outside `min_separation` (default 0) to
 * `max_separation` (default: any); 0 while a lesson of either has no time. The number is negative where the second
 * begins before the first ends. Parameters: `pairs`; the scope names nothing.
 * Source: XHSTT, OrderEventsConstraint.
 */
export const orderEvents: Rule = {
  kind: "OrderEvents",
  sentence: "One course is held before another.",
  unit: "time too close or too far apart",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { pairs } = yield* read(constraint)
      const ids = pairs.flatMap(pair => [pair.first_course_id, pair.second_course_id])
      yield* resolve(constraint, "parameters.pairs", ids, model.courseIndex, "ids of courses")
      return pairs.map(pair => {
        const [first, second] = [pair.first_course_id, pair.second_course_id].map(id => model.courseIndex.get(id) ?? -1)
        const [before, after] = [lessonsOf(model, [first ?? -1]), lessonsOf(model, [second ?? -1])]
        const limits = { minimum: pair.min_separation, maximum: pair.max_separation ?? Number.MAX_SAFE_INTEGER }
        const names = [courseName(model, first ?? -1), courseName(model, second ?? -1)]
        return lessonsPoint(
          Int32Array.of(...before, ...after),
          [pair.first_course_id, pair.second_course_id],
          plan => {
            const apart = separation(model, plan, before, after)
            if (apart === null) return 0
            return Math.max(0, limits.minimum - apart, apart - limits.maximum)
          },
          plan => {
            const apart = separation(model, plan, before, after) ?? 0
            const where = apart < 0 ? `overlap or come the wrong way round` : `are ${count(apart, "time")} apart`
            const most = pair.max_separation === undefined ? "" : ` and at most ${pair.max_separation}`
            return {
              lessons: [...before, ...after],
              slots: [],
              message: `${names[0]} comes before ${names[1]}, at least ${limits.minimum}${most} apart, but they ${where}`
            }
          }
        )
      })
    })
}

/** Times between the two; null while one has no lesson, or a lesson without a time. */
const separation = (model: Model, plan: Plan, before: Int32Array, after: Int32Array): number | null => {
  let end = -1
  let start = Number.MAX_SAFE_INTEGER
  for (const lesson of before) {
    const slot = plan.slotOf[lesson] ?? -1
    if (slot < 0) return null
    end = Math.max(end, slot + (model.lessons[lesson]?.duration ?? 0))
  }
  for (const lesson of after) {
    const slot = plan.slotOf[lesson] ?? -1
    if (slot < 0) return null
    start = Math.min(start, slot)
  }
  return end < 0 || start === Number.MAX_SAFE_INTEGER ? null : start - end
}
