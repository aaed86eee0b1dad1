import type { Plan } from "../Plan.ts"

/**
 * Marks the slots that the lessons of a set occupy in a week. `marks`: one byte a slot, scratch space of the caller, so
 * that judging allocates nothing. Returns whether any lesson of the set stands in that week.
 */
export const markWeek = (plan: Plan, set: Int32Array, week: number, marks: Uint8Array): boolean => {
  marks.fill(0)
  let any = false
  for (let i = 0; i < set.length; i++) {
    const lesson = set[i] ?? -1
    if (!plan.stands(lesson) || ((plan.weeksOf[lesson] ?? 0) & (1 << week)) === 0) continue
    marks.fill(1, plan.slotOf[lesson], plan.endOf(lesson))
    any = true
  }
  return any
}

/** Which lessons of a set stand in a week. */
export const standingIn = (plan: Plan, set: Int32Array, week: number): ReadonlyArray<number> =>
  [...set].filter(lesson => plan.stands(lesson) && ((plan.model.lessons[lesson]?.weeks ?? 0) & (1 << week)) !== 0)
