import { Either, Schema } from "effect"
import { parameters } from "../parameters.ts"
import { none, type Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { asked, outside } from "./limits.ts"
import { coursesIn } from "./selection.ts"

const read = parameters(
  Schema.Struct({
    minimum_duration: Schema.NonNegativeInt,
    maximum_duration: Schema.NonNegativeInt,
    minimum_amount: Schema.NonNegativeInt,
    maximum_amount: Schema.NonNegativeInt
  }),
  "takes minimum_duration, maximum_duration, minimum_amount and maximum_amount, whole numbers"
)

/**
 * A course is split into lessons of the right length, and into the right number of them. One point a course; deviation =
 * the number of its lessons shorter than `minimum_duration` or longer than `maximum_duration`, plus how far the number
 * of its lessons lies outside `minimum_amount` to `maximum_amount`. Scope: a selection of courses.
 * Source: XHSTT, SplitEventsConstraint.
 */
export const splitEvents: Rule = {
  kind: "SplitEvents",
  sentence: "A course is split into the right number of lessons of the right length.",
  unit: "lesson too short, too long, too many or too few",
  points: (model, constraint) =>
    Either.gen(function* () {
      const how = yield* read(constraint)
      const length = { minimum: how.minimum_duration, maximum: how.maximum_duration }
      const amount = { minimum: how.minimum_amount, maximum: how.maximum_amount }
      return (yield* coursesIn(model, constraint)).map(course => {
        const lessons = lessonsOf(model, [course])
        const wrong = [...lessons].filter(lesson => outside(model.lessons[lesson]?.duration ?? 0, length) > 0)
        const deviation = wrong.length + outside(lessons.length, amount)
        return lessonsPoint(
          // How a course is split does not change while its lessons move.
          none,
          [courseId(model, course)],
          () => deviation,
          () => ({
            lessons: [...lessons],
            slots: [],
            message: `${courseName(model, course)} is split into ${count(lessons.length, "lesson")}, ${wrong.length} of the wrong length; asked for: ${asked(amount)}, of ${asked(length)} periods`
          })
        )
      })
    })
}
