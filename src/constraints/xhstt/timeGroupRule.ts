import { Either, Schema } from "effect"
import { ascending, type Model } from "../Model.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import type { Bounds } from "./limits.ts"
import { bounds } from "./limits.ts"
import { BusyTimes, lessonsOfResource, resourcePoint } from "./resourcePoints.ts"
import { resourcesIn, type TimeSet, timeGroups } from "./selection.ts"

const read = parameters(
  Schema.Struct({ time_group_ids: Schema.Array(Schema.String), ...bounds }),
  "takes time_group_ids, minimum and maximum"
)

/** How a rule looks at one resource's week: `monday` is the first time of the week in `counts`. */
export interface WeekMeasure {
  readonly deviation: (counts: Int32Array, monday: number, groups: ReadonlyArray<TimeSet>, limits: Bounds) => number
  /** What is wrong, after the resource's name. */
  readonly say: (counts: Int32Array, monday: number, groups: ReadonlyArray<TimeSet>, limits: Bounds) => string
}

/**
 * Points for rules about when a resource is busy within groups of times: one a resource, the deviations of the weeks of
 * a cycle added up. Parameters: `time_group_ids`, `minimum`, `maximum`.
 */
export const timeGroupPoints =
  ({ deviation, say }: WeekMeasure): Rule["points"] =>
  (model: Model, constraint) =>
    Either.gen(function* () {
      const how = yield* read(constraint)
      const groups = yield* timeGroups(model, constraint, how.time_group_ids)
      const slots = [...ascending(groups.flatMap(group => [...group.slots]))]
      const busy = new BusyTimes(model)
      return (yield* resourcesIn(model, constraint)).map(resource =>
        resourcePoint(
          model,
          resource,
          plan => {
            const counts = busy.of(plan, resource)
            let sum = 0
            for (let monday = 0; monday < model.times; monday += model.slots)
              sum += deviation(counts, monday, groups, how)
            return sum
          },
          (plan, _, name) => {
            const counts = busy.of(plan, resource).slice()
            const mondays = Array.from({ length: model.weeks }, (_, week) => week * model.slots)
            const wrong = mondays.filter(monday => deviation(counts, monday, groups, how) > 0)
            return {
              lessons: lessonsOfResource(plan, resource, slots),
              slots: slots.filter(slot => wrong.some(monday => (counts[monday + slot] ?? 0) > 0)),
              message: `${name} ${wrong.map(monday => say(counts, monday, groups, how)).join("; ")}`
            }
          }
        )
      )
    })

/** At how many times of a group the resource is busy. */
export const busyIn = (counts: Int32Array, monday: number, { slots }: TimeSet): number => {
  let busy = 0
  for (const slot of slots) if ((counts[monday + slot] ?? 0) > 0) busy += 1
  return busy
}
