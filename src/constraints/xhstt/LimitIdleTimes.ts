import type { Rule } from "../Rule.ts"
import { count } from "../words.ts"
import { asked, outside } from "./limits.ts"
import type { TimeSet } from "./selection.ts"
import { timeGroupPoints } from "./timeGroupRule.ts"

/**
 * A resource has few free times between its lessons. One point a resource. A time of a group is idle when the resource
 * is free then, and busy at an earlier and at a later time of the same group; deviation = how far the number of idle
 * times, over all groups together, lies outside `minimum` to `maximum`. Scope: a selection of resources. Parameters:
 * `time_group_ids`, `minimum`, `maximum`.
 * Source: XHSTT, LimitIdleTimesConstraint.
 */
export const limitIdleTimes: Rule = {
  kind: "LimitIdleTimes",
  sentence: "A resource has few free times between its lessons.",
  unit: "idle time too many or too few",
  points: timeGroupPoints({
    deviation: (counts, monday, groups, limits) => outside(idleTimes(counts, monday, groups), limits),
    say: (counts, monday, groups, limits) =>
      `has ${count(idleTimes(counts, monday, groups), "free time")} between lessons; asked for: ${asked(limits)}`
  })
}

const idleTimes = (counts: Int32Array, monday: number, groups: ReadonlyArray<TimeSet>): number => {
  let idle = 0
  for (const { slots } of groups) {
    let since = -1
    for (let i = 0; i < slots.length; i++) {
      if ((counts[monday + (slots[i] ?? 0)] ?? 0) === 0) continue
      if (since >= 0) idle += i - since - 1
      since = i
    }
  }
  return idle
}
