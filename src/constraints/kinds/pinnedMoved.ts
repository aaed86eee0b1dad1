import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Model } from "../Model.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, onWhen, when } from "../words.ts"

/**
 * A pinned lesson stands where it was pinned: at its pin's slot, or, where the pin names none, at the slot that the
 * timetable's own placement gives it. Deviation 1 for each placed lesson that starts elsewhere. Scope: lessons or school.
 * No parameters. Source: TIMETABLING.md; FET, permanently locked activities.
 */
export const pinnedMoved: Rule = {
  kind: "pinned_moved",
  sentence: "A pinned lesson stands where it was pinned.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons => {
      const pinned = pinnedSlots(model)
      return lessonPoints(
        lessons.filter(lesson => pinned.has(lesson)),
        aspect.time,
        (plan, lesson) => {
          const slot = plan.slotOf[lesson] ?? -1
          return slot >= 0 && slot !== pinned.get(lesson) ? 1 : 0
        },
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const message = `${lessonName(model, lesson)} is pinned to ${when(model, [pinned.get(lesson) ?? -1])}, but stands${onWhen(model, slots) || " elsewhere"}`
          return { lessons: [lesson], resources: [], slots, message }
        }
      )
    })
}

/** Where pinned lessons belong. Of several placements for one lesson the last counts, as in a plan. */
export const pinnedSlots = (model: Model): ReadonlyMap<number, number> => {
  const pinned = new Map<number, number>()
  for (const { lessonId, slot, pin } of model.body.placements) {
    const lesson = model.lessonIndex.get(lessonId)
    if (lesson === undefined) continue
    const at = pin === null ? null : (pin.slot ?? slot)
    if (at === null) pinned.delete(lesson)
    else pinned.set(lesson, at)
  }
  return pinned
}
