import { Either } from "effect"
import { ascending } from "../Model.ts"
import { noParameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { when } from "../words.ts"
import { BusyTimes, lessonsOfResource, resourcePoint } from "./resourcePoints.ts"
import { resourcesIn } from "./selection.ts"

/**
 * A resource does one thing at a time. One point a resource; deviation = the sum, over all times, of the number of roles
 * it fills then, less one. Scope: a selection of resources. Parameters: none.
 * Source: XHSTT, AvoidClashesConstraint.
 */
export const avoidClashes: Rule = {
  kind: "AvoidClashes",
  sentence: "A resource is in one lesson at a time.",
  unit: "lesson too many at a time",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      const busy = new BusyTimes(model)
      return (yield* resourcesIn(model, constraint)).map(resource =>
        resourcePoint(
          model,
          resource,
          plan => {
            let clashes = 0
            for (const roles of busy.of(plan, resource)) if (roles > 1) clashes += roles - 1
            return clashes
          },
          (plan, _, name) => {
            const times = [...busy.of(plan, resource)].flatMap((roles, time) => (roles > 1 ? time % model.slots : []))
            const slots = [...ascending(times)]
            const lessons = lessonsOfResource(plan, resource, slots)
            return { lessons, slots, message: `${name} is in several lessons at once on ${when(model, slots)}` }
          }
        )
      )
    })
}
