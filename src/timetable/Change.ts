import { Schema } from "effect"
import { LessonId } from "./Lesson.ts"
import { type Placement, Spot, spotOf } from "./Placement.ts"

/** One lesson's way from one spot to another; null = unplaced. A value: applying it is somebody else's job. */
export const Change = Schema.Struct({
  lessonId: LessonId,
  from: Schema.NullOr(Spot),
  to: Schema.NullOr(Spot)
})
export interface Change extends Schema.Schema.Type<typeof Change> {}

/** The changes that take `changes` back, in the order in which they must be applied. */
export const inverse = (changes: ReadonlyArray<Change>): ReadonlyArray<Change> =>
  changes.map(change => ({ lessonId: change.lessonId, from: change.to, to: change.from })).reverse()

/**
 * The placements after the changes. A pin stays with its lesson while it is placed and tells where it belongs; order is
 * that of the input, newly placed lessons come last. Does not judge: a change that makes a clash is applied like any other.
 */
export const applyChanges = (
  placements: ReadonlyArray<Placement>,
  changes: ReadonlyArray<Change>
): ReadonlyArray<Placement> => {
  const byLesson = new Map(placements.map(placement => [placement.lessonId, placement]))
  for (const change of changes) {
    const before = byLesson.get(change.lessonId)
    if (change.to === null) byLesson.delete(change.lessonId)
    else
      byLesson.set(change.lessonId, { lessonId: change.lessonId, ...change.to, pin: pinAfter(before, change.to.slot) })
  }
  return [...byLesson.values()]
}

/** A pinned lesson that leaves its place takes the place's name along, and drops it when it comes back. */
const pinAfter = (before: Placement | undefined, slot: Spot["slot"]): Placement["pin"] => {
  if (before === undefined || before.pin === null) return null
  const { by, why } = before.pin
  const pinnedTo = before.pin.slot ?? before.slot
  return pinnedTo === null || pinnedTo === slot ? { by, why } : { by, why, slot: pinnedTo }
}

/** The change that would put a lesson at a spot, given where it is now. */
export const changeTo = (placement: Placement | undefined, lessonId: LessonId, to: Spot | null): Change => ({
  lessonId,
  from: placement === undefined ? null : spotOf(placement),
  to
})
