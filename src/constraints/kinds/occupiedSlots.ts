import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { ascending, flags } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { Limit, parameters } from "../parameters.ts"
import { badConstraint, type Found, none, type Rule } from "../Rule.ts"
import { chosenLessonsIn } from "../scope.ts"
import { count, lessonName, listedShort, weekLabel, when } from "../words.ts"
import { markWeek, standingIn } from "./marks.ts"

const read = parameters(
  Schema.Struct({ slots: Schema.NonEmptyArray(Schema.NonNegativeInt), max: Limit, min: Limit }).pipe(
    Schema.filter(({ max, min }) => max !== undefined || min !== undefined || "no limit is given")
  ),
  "takes slots, a list of slots of the week, and max, min or both, whole numbers from 0"
)

/**
 * Lessons of a set use few, or enough, of some slots: of the last ones of each day, say. Deviation: slots of the
 * selection in which at least one of them is held, above `max` or below `min`; in a cycle the worst week counts. One
 * finding. Scope: lessons. Parameters: `slots`; `max`, `min`, at least one.
 * Source: FET, ActivitiesOccupyMaxTimeSlotsFromSelection, ActivitiesOccupyMinTimeSlotsFromSelection.
 */
export const occupiedSlots: Rule = {
  kind: "occupied_slots",
  sentence: "Lessons take no more, and no fewer, of some slots than wanted.",
  unit: "slot",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { slots, max = model.slots, min = 0 } = yield* read(constraint)
      const beyond = slots.findIndex(slot => slot >= model.slots)
      if (beyond >= 0)
        return yield* Either.left(
          badConstraint(constraint, `parameters.slots[${beyond}]`, `takes slots of the week, 0 to ${model.slots - 1}`)
        )
      const set = Int32Array.from(yield* chosenLessonsIn(model, constraint))
      const wanted = ascending(slots)
      const marks = flags(model.slots, [])
      const occupied = (plan: Plan, week: number): number => {
        if (!markWeek(plan, set, week, marks)) return 0
        let n = 0
        for (let i = 0; i < wanted.length; i++) n += marks[wanted[i] ?? -1] ?? 0
        return n
      }
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
              const n = occupied(plan, week)
              const deviation = Math.max(n - max, min - n)
              if (deviation <= worst) continue
              worst = deviation
              worstWeek = week
            }
            if (worst > 0) found(worst, worstWeek, 0, 0)
          },
          tell: (plan: Plan, week: number) => {
            const n = occupied(plan, week)
            const taken = [...wanted].filter(slot => marks[slot] === 1)
            const lessons = standingIn(plan, set, week).filter(lesson =>
              taken.some(slot => slot >= (plan.slotOf[lesson] ?? 0) && slot < plan.endOf(lesson))
            )
            const names = listedShort([...new Set([...set].map(lesson => lessonName(model, lesson)))].sort())
            const limit = n > max ? `at most ${max} allowed` : `at least ${min} wanted`
            const label = weekLabel(model, 1 << week)
            return {
              lessons,
              resources: [],
              slots: taken,
              message: `${names}: ${count(n, "slot")} taken of ${wanted.length} chosen ones${label}, ${limit}: ${when(model, taken)}`,
              key: []
            }
          }
        }
      ]
    })
}
