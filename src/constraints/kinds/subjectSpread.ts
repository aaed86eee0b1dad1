import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { slotsOf } from "../lessonPoints.ts"
import { setPoints, setsIn } from "../lessonSets.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Found, Rule, Telling } from "../Rule.ts"
import { bothLessons, count, when } from "../words.ts"
import { sharedWeeks } from "./clash.ts"

const Parameters = Schema.Struct({
  min_days: Schema.optionalWith(Schema.Positive.pipe(Schema.int()), { exact: true, default: () => 1 }),
  consecutive_if_same_day: Schema.optionalWith(Schema.Boolean, { exact: true, default: () => false })
})
type Parameters = typeof Parameters.Type

/** How far apart a constraint of this kind wants its lessons. */
export const readSpread = parameters(
  Parameters,
  "takes min_days, a whole number from 1, and consecutive_if_same_day, true or false"
)

/**
 * The lessons of a set are spread over the week. For each pair of placed lessons held in a common week, on days d1 and
 * d2: deviation = min_days − |d1 − d2| where that is above 0. Scope: a list of lessons is one set; all lessons, or the
 * school, is one set for each course. Parameters: `min_days` (default 1: different days), `consecutive_if_same_day`
 * (default false): two on one day should at least be back to back, which is said but does not cost more.
 * Source: FET, MinDaysBetweenActivities; deviation × weight is its "conflicts factor increase".
 */
export const subjectSpread: Rule = {
  kind: "subject_spread",
  sentence: "Lessons of one course are spread over the days of the week.",
  unit: "day too close",
  points: (model, constraint) =>
    Either.gen(function* () {
      const how = yield* readSpread(constraint)
      const sets = yield* setsIn(model, constraint)
      return setPoints(
        sets,
        2,
        aspect.time,
        (plan, set, found) => judge(plan, set, how.min_days, found),
        (plan, _, a, b) => tell(model, plan, a, b, how)
      )
    })
}

const judge = (plan: Plan, set: Int32Array, minDays: number, found: Found): void => {
  const { dayOf } = plan.model
  for (let j = 1; j < set.length; j++) {
    const b = set[j] ?? -1
    const dayB = dayOf[plan.slotOf[b] ?? -1]
    if (dayB === undefined) continue
    for (let i = 0; i < j; i++) {
      const a = set[i] ?? -1
      const dayA = dayOf[plan.slotOf[a] ?? -1]
      if (dayA === undefined) continue
      const tooClose = minDays - Math.abs(dayA - dayB)
      if (tooClose > 0 && sharedWeeks(plan, a, b) !== 0) found(tooClose, a, b, 0)
    }
  }
}

const tell = (model: Model, plan: Plan, a: number, b: number, how: Parameters): Telling => {
  const later = (plan.slotOf[a] ?? 0) - (plan.slotOf[b] ?? 0) || plan.endOf(a) - plan.endOf(b)
  const [first, second] = later <= 0 ? [a, b] : [b, a]
  const begins = slotsOf(plan, first)
  const ends = slotsOf(plan, second)
  const dayOf = (lesson: number): number => model.dayOf[plan.slotOf[lesson] ?? 0] ?? 0
  const apart = Math.abs(dayOf(a) - dayOf(b))
  const wanted = how.min_days === 1 ? "on different days" : `at least ${count(how.min_days, "day")} apart`
  const close = `${count(how.min_days - apart, "day")} too close`
  const torn = how.consecutive_if_same_day && apart === 0 && plan.endOf(first) !== plan.slotOf[second]
  return {
    lessons: [first, second],
    resources: [],
    slots: begins.concat(ends.filter(slot => !begins.includes(slot))),
    message: `${bothLessons(model, a, b, "Two")} should be ${wanted}, but are ${close}: ${when(model, begins)} and ${when(model, ends)}${torn ? ", not back to back" : ""}`,
    key: [a, b].map(lesson => model.lessons[lesson]?.lesson.id ?? "").sort()
  }
}
