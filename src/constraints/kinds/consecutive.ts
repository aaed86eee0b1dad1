import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import { type Found, none, type Rule } from "../Rule.ts"
import { chosenLessonsIn } from "../scope.ts"
import { lessonName, listedShort, when } from "../words.ts"
import { standingIn } from "./marks.ts"

const read = parameters(
  Schema.Struct({ in_order: Schema.optionalWith(Schema.Boolean, { exact: true, default: () => false }) }),
  "takes in_order, true or false"
)

/**
 * Lessons of a set follow one upon the other on one day; only breaks may lie between. Deviation: pairs of neighbours
 * that are missing, i.e. lessons that neither begin the row nor follow another one of the set; with `in_order`, lessons
 * that do not follow the one before them in the list. Only placed lessons are judged; in a cycle each week by itself, and
 * the worst counts. One finding. Scope: lessons. Parameters: `in_order` (default false).
 * Source: FET, TwoActivitiesConsecutive (in order), TwoActivitiesGrouped, ThreeActivitiesGrouped.
 */
export const consecutive: Rule = {
  kind: "consecutive",
  sentence: "Lessons that belong together follow one upon the other.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { in_order } = yield* read(constraint)
      const set = Int32Array.from(yield* chosenLessonsIn(model, constraint))
      const nextOf = slotsAfterBreaks(model)
      const torn = in_order ? tornInOrder : tornInAnyOrder
      return [
        {
          watchedLessons: set,
          watchedTeachers: none,
          watchedRooms: none,
          heeds: aspect.time,
          judge: (plan: Plan, found: Found) => {
            let worst = 0
            let worstWeek = 0
            for (let week = 0; week < model.weeks; week++) {
              const missing = torn(plan, set, week, nextOf)
              if (missing <= worst) continue
              worst = missing
              worstWeek = week
            }
            if (worst > 0) found(worst, worstWeek, 0, 0)
          },
          tell: (plan: Plan, week: number) => {
            const lessons = standingIn(plan, set, week)
            const names = lessons.map(lesson => lessonName(model, lesson))
            const all = listedShort([...new Set(in_order ? names : names.sort())])
            const slots = [...new Set(lessons.map(lesson => plan.slotOf[lesson] ?? 0))].sort((a, b) => a - b)
            return {
              lessons,
              resources: [],
              slots,
              message: `${all} should follow one upon the other${in_order ? " in this order" : ""}, but start on ${when(model, slots, 1 << week)}`,
              key: []
            }
          }
        }
      ]
    })
}

/** Per slot: the first slot from there on, on the same day, that is no break; -1 when none is left. */
const slotsAfterBreaks = (model: Model): Int32Array => {
  const next = new Int32Array(model.slots + 1).fill(-1)
  for (let slot = model.slots - 1; slot >= 0; slot--) {
    const follower = model.dayOf[slot + 1] === model.dayOf[slot] ? (next[slot + 1] ?? -1) : -1
    next[slot] = model.isBreak[slot] === 1 ? follower : slot
  }
  return next
}

const isHeld = (plan: Plan, lesson: number, week: number): boolean =>
  plan.stands(lesson) && ((plan.model.lessons[lesson]?.weeks ?? 0) & (1 << week)) !== 0

/** Whether lesson b begins where lesson a ends, on the same day. */
const follows = (plan: Plan, a: number, b: number, nextOf: Int32Array): boolean => {
  const { dayOf } = plan.model
  const start = plan.slotOf[b] ?? -1
  return dayOf[plan.slotOf[a] ?? -1] === dayOf[start] && nextOf[plan.endOf(a)] === start
}

const tornInAnyOrder = (plan: Plan, set: Int32Array, week: number, nextOf: Int32Array): number => {
  let missing = -1
  for (let i = 0; i < set.length; i++) {
    const lesson = set[i] ?? -1
    if (!isHeld(plan, lesson, week)) continue
    let follower = 0
    while (
      follower < set.length &&
      !(isHeld(plan, set[follower] ?? -1, week) && follows(plan, lesson, set[follower] ?? -1, nextOf))
    )
      follower++
    if (follower === set.length) missing++
  }
  return missing
}

const tornInOrder = (plan: Plan, set: Int32Array, week: number, nextOf: Int32Array): number => {
  let missing = 0
  let before = -1
  for (let i = 0; i < set.length; i++) {
    const lesson = set[i] ?? -1
    if (!isHeld(plan, lesson, week)) continue
    if (before >= 0 && !follows(plan, before, lesson, nextOf)) missing++
    before = lesson
  }
  return missing
}
