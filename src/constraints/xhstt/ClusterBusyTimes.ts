import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { asked, outside } from "./limits.ts"
import type { TimeSet } from "./selection.ts"
import { busyIn, timeGroupPoints } from "./timeGroupRule.ts"

/**
 * A resource's lessons lie within few groups of times, e.g. days. One point a resource; deviation = how far the number
 * of groups in which it is busy at some time lies outside `minimum` to `maximum`. Scope: a selection of resources.
 * Parameters: `time_group_ids`, `minimum`, `maximum`.
 * Source: XHSTT, ClusterBusyTimesConstraint.
 */
export const clusterBusyTimes: Rule = {
  kind: "ClusterBusyTimes",
  sentence: "A resource's lessons are clustered on few days.",
  unit: "group of times too many or too few",
  points: timeGroupPoints({
    deviation: (counts, monday, groups, limits) => outside(busyGroups(counts, monday, groups), limits),
    say: (counts, monday, groups, limits) =>
      `is busy in ${count(busyGroups(counts, monday, groups), "group")} of times; asked for: ${asked(limits)}`
  })
}

const busyGroups = (counts: Int32Array, monday: number, groups: ReadonlyArray<TimeSet>): number => {
  let busy = 0
  for (const group of groups) if (busyIn(counts, monday, group) > 0) busy += 1
  return busy
}
