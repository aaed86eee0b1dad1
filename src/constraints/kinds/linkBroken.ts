import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import { type Found, none, type Rule, type Telling } from "../Rule.ts"
import { chosenLessonsIn } from "../scope.ts"
import { dayName, lessonName, listed, listedShort, when } from "../words.ts"

const Same = Schema.Literal("slot", "day", "period")
type Same = typeof Same.Type

/** In what linked lessons are to agree. */
export const readLink = parameters(
  Schema.Struct({ same: Schema.optionalWith(Same, { exact: true, default: () => "slot" }) }),
  'takes same, "slot", "day" or "period"'
)

/**
 * Linked lessons start together: in the same slot, on the same day, or in the same period of any day. Deviation: placed
 * lessons that differ from the most common start (of several, the earliest). One finding. Scope: lessons. Parameters:
 * `same` (default "slot"). Source: FET, ActivitiesSameStartingTime, -Day, -Hour.
 */
export const linkBroken: Rule = {
  kind: "link_broken",
  sentence: "Linked lessons start together.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { same } = yield* readLink(constraint)
      const lessons = Int32Array.from(yield* chosenLessonsIn(model, constraint))
      const group = same === "slot" ? null : same === "day" ? model.dayOf : model.periodOf
      const tally = new Int32Array(model.slots)
      return [
        {
          watchedLessons: lessons,
          watchedTeachers: none,
          watchedRooms: none,
          heeds: aspect.time,
          judge: (plan: Plan, found: Found) => {
            const apart = countApart(plan, lessons, group, tally)
            if (apart > 0) found(apart, 0, 0, 0)
          },
          tell: (plan: Plan) => tell(model, plan, lessons, same)
        }
      ]
    })
}

/** Lessons that are not where most are. `tally` is scratch space. */
const countApart = (plan: Plan, lessons: Int32Array, group: Int32Array | null, tally: Int32Array): number => {
  tally.fill(0)
  let placed = 0
  let most = 0
  for (let i = 0; i < lessons.length; i++) {
    const lesson = lessons[i] ?? -1
    if (!plan.stands(lesson)) continue
    const slot = plan.slotOf[lesson] ?? 0
    const start = group === null ? slot : (group[slot] ?? 0)
    const here = (tally[start] ?? 0) + 1
    tally[start] = here
    placed += 1
    if (here > most) most = here
  }
  return placed - most
}

const tell = (model: Model, plan: Plan, linked: Int32Array, same: Same): Telling => {
  const lessons = [...linked].filter(lesson => plan.stands(lesson))
  const slots = [...new Set(lessons.map(lesson => plan.slotOf[lesson] ?? 0))].sort((a, b) => a - b)
  const names = listedShort([...new Set(lessons.map(lesson => lessonName(model, lesson)))].sort())
  const days = listed([...new Set(slots.map(slot => dayName(model, model.dayOf[slot] ?? 0)))])
  const message = {
    slot: `${names} should start together, but start on ${when(model, slots)}`,
    day: `${names} should be on the same day, but are on ${days}`,
    period: `${names} should start in the same period, but start on ${when(model, slots)}`
  }[same]
  return { lessons, resources: [], slots, message, key: [] }
}
