import { Either, Schema } from "effect"
import { parameters } from "../parameters.ts"
import { none, type Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { courseId, courseName, lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { asked, bounds, outside } from "./limits.ts"
import { coursesIn } from "./selection.ts"

const read = parameters(
  Schema.Struct({ duration: Schema.Positive.pipe(Schema.int()), ...bounds }),
  "takes duration, minimum and maximum, whole numbers"
)

/**
 * A course has the right number of lessons of one length. One point a course; deviation = how far the number of its
 * lessons that last `duration` periods lies outside `minimum` to `maximum`. Scope: a selection of courses.
 * Source: XHSTT, DistributeSplitEventsConstraint.
 */
export const distributeSplitEvents: Rule = {
  kind: "DistributeSplitEvents",
  sentence: "A course has the right number of lessons of a length.",
  unit: "lesson too many or too few",
  points: (model, constraint) =>
    Either.gen(function* () {
      const how = yield* read(constraint)
      return (yield* coursesIn(model, constraint)).map(course => {
        const lessons = lessonsOf(model, [course])
        const alike = [...lessons].filter(lesson => model.lessons[lesson]?.duration === how.duration)
        const deviation = outside(alike.length, how)
        return lessonsPoint(
          // How a course is split does not change while its lessons move.
          none,
          [courseId(model, course)],
          () => deviation,
          () => ({
            lessons: alike,
            slots: [],
            message: `${courseName(model, course)} has ${count(alike.length, "lesson")} of ${count(how.duration, "period")}; asked for: ${asked(how)}`
          })
        )
      })
    })
}
