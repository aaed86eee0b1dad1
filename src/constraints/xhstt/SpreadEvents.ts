import { Either, Schema } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { ascending, type Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { asked, type Bounds, bounds, outside } from "./limits.ts"
import { courseGroupsIn, type TimeSet, timeGroups } from "./selection.ts"

const read = parameters(
  Schema.Struct({ time_groups: Schema.Array(Schema.Struct({ id: Schema.String, ...bounds })) }),
  "takes time_groups, a list of id, minimum and maximum"
)

/**
 * The lessons of a group of courses are spread over groups of times. One point a group of courses; deviation = the sum,
 * over the groups of times, of how far the number of lessons that begin in it lies outside its minimum to maximum. Only
 * the time a lesson begins at counts. Scope: a selection of groups of courses. Parameters: `time_groups`.
 * Source: XHSTT, SpreadEventsConstraint.
 */
export const spreadEvents: Rule = {
  kind: "SpreadEvents",
  sentence: "The lessons of a group are spread over the week.",
  unit: "lesson too many or too few in a group of times",
  points: (model, constraint) =>
    Either.gen(function* () {
      const limited = yield* limitedGroups(model, constraint)
      return (yield* courseGroupsIn(model, constraint)).map(group => {
        const lessons = lessonsOf(model, group.courses)
        return lessonsPoint(
          lessons,
          [group.id],
          plan => {
            let deviation = 0
            for (const { marks, limits } of limited) deviation += outside(beginning(plan, lessons, marks), limits)
            return deviation
          },
          plan => {
            const wrong = limited.filter(({ marks, limits }) => outside(beginning(plan, lessons, marks), limits) > 0)
            const told = wrong.map(
              ({ name, marks, limits }) =>
                `${count(beginning(plan, lessons, marks), "lesson")} in ${name}, asked for: ${asked(limits)}`
            )
            const begins = [...lessons].filter(lesson =>
              wrong.some(({ marks }) => marks[plan.slotOf[lesson] ?? -1] === 1)
            )
            return {
              lessons: begins,
              slots: [...ascending(begins.map(lesson => plan.slotOf[lesson] ?? 0))],
              message: `${group.name}: ${told.join("; ")}`
            }
          }
        )
      })
    })
}

interface Limited extends TimeSet {
  readonly limits: Bounds
}

const limitedGroups = (model: Model, constraint: Constraint) =>
  Either.gen(function* () {
    const { time_groups } = yield* read(constraint)
    const ids = time_groups.map(({ id }) => id)
    const sets = yield* timeGroups(model, constraint, ids, i => `parameters.time_groups[${i}].id`)
    return sets.flatMap((set, i): ReadonlyArray<Limited> => {
      const limits = time_groups[i]
      return limits === undefined ? [] : [{ ...set, limits }]
    })
  })

const beginning = (plan: Plan, lessons: Int32Array, marks: Uint8Array): number => {
  let begin = 0
  for (const lesson of lessons) begin += marks[plan.slotOf[lesson] ?? -1] ?? 0
  return begin
}
