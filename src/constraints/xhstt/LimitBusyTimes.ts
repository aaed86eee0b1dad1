import type { Rule } from "../Rule.ts"
import { asked, type Bounds, outside } from "./limits.ts"
import type { TimeSet } from "./selection.ts"
import { busyIn, timeGroupPoints } from "./timeGroupRule.ts"

/**
 * A resource is neither too little nor too much busy in a group of times, e.g. on a day. One point a resource; deviation
 * = the sum, over the groups in which it is busy at all, of how far the number of its busy times lies outside `minimum`
 * to `maximum`; a group in which it is free throughout costs nothing, whatever the minimum. Scope: a selection of
 * resources. Parameters: `time_group_ids`, `minimum`, `maximum`.
 * Source: XHSTT, LimitBusyTimesConstraint.
 */
export const limitBusyTimes: Rule = {
  kind: "LimitBusyTimes",
  sentence: "A resource is busy neither too little nor too much on a day.",
  unit: "busy time too many or too few",
  points: timeGroupPoints({
    deviation: (counts, monday, groups, limits) => {
      let deviation = 0
      for (const group of groups) deviation += inGroup(counts, monday, group, limits)
      return deviation
    },
    say: (counts, monday, groups, limits) => {
      const wrong = groups.filter(group => inGroup(counts, monday, group, limits) > 0)
      const told = wrong.map(group => `${busyIn(counts, monday, group)} in ${group.name}`)
      return `is busy at ${told.join(", ")}; asked for: ${asked(limits)}`
    }
  })
}

const inGroup = (counts: Int32Array, monday: number, group: TimeSet, limits: Bounds): number => {
  const busy = busyIn(counts, monday, group)
  return busy === 0 ? 0 : outside(busy, limits)
}
