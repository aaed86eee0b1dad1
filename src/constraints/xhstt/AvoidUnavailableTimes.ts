import { Either, Schema } from "effect"
import { ascending } from "../Model.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { when } from "../words.ts"
import { BusyTimes, lessonsOfResource, resourcePoint } from "./resourcePoints.ts"
import { resourcesIn, timeGroups, timeSet } from "./selection.ts"

const read = parameters(
  Schema.Struct({ slots: Schema.Array(Schema.NonNegativeInt), time_group_ids: Schema.Array(Schema.String) }),
  "takes slots and time_group_ids"
)

/**
 * A resource is free at times when it is not to be had. One point a resource; deviation = the number of these times at
 * which it is busy, however many lessons it has then. Scope: a selection of resources. Parameters: `slots`,
 * `time_group_ids`.
 * Source: XHSTT, AvoidUnavailableTimesConstraint.
 */
export const avoidUnavailableTimes: Rule = {
  kind: "AvoidUnavailableTimes",
  sentence: "A resource has no lesson when it is unavailable.",
  unit: "unavailable time with a lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { slots, time_group_ids } = yield* read(constraint)
      const groups = yield* timeGroups(model, constraint, time_group_ids)
      const { marks } = timeSet(model, "unavailable", [...slots, ...groups.flatMap(group => [...group.slots])])
      const busy = new BusyTimes(model)
      return (yield* resourcesIn(model, constraint)).map(resource =>
        resourcePoint(
          model,
          resource,
          plan => {
            const counts = busy.of(plan, resource)
            let times = 0
            for (let time = 0; time < counts.length; time++)
              if ((counts[time] ?? 0) > 0) times += marks[time % model.slots] ?? 0
            return times
          },
          (plan, _, name) => {
            const times = [...busy.of(plan, resource)].flatMap((roles, time) => (roles > 0 ? time % model.slots : []))
            const at = [...ascending(times.filter(slot => marks[slot] === 1))]
            const lessons = lessonsOfResource(plan, resource, at)
            return { lessons, slots: at, message: `${name} is not available on ${when(model, at)}, but has lessons` }
          }
        )
      )
    })
}
