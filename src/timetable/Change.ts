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
 * The placements after the changes. Pins stay with their lesson while it is placed; order is that of the input, newly
 * placed lessons come last. Does not judge: a change that makes a clash is applied like any other.
 */
export const applyChanges = (
  placements: ReadonlyArray<Placement>,
  changes: ReadonlyArray<Change>
): ReadonlyArray<Placement> => {
  const byLesson = new Map(placements.map(placement => [placement.lessonId, placement]))
  for (const change of changes) {
    const before = byLesson.get(change.lessonId)
    if (change.to === null) byLesson.delete(change.lessonId)
    else byLesson.set(change.lessonId, { lessonId: change.lessonId, ...change.to, pin: before?.pin ?? null })
  }
  return [...byLesson.values()]
}

/** The change that would put a lesson at a spot, given where it is now. */
export const changeTo = (placement: Placement | undefined, lessonId: LessonId, to: Spot | null): Change => ({
  lessonId,
  from: placement === undefined ? null : spotOf(placement),
  to
})
