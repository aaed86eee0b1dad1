import { Schema } from "effect"
import { LessonId } from "./Lesson.ts"
import { RoomId } from "./Room.ts"
import { TeacherId } from "./Teacher.ts"
import { Slot } from "./WeekGrid.ts"

/** A pinned lesson is never moved by the search; people see who pinned it and why. */
export const Pin = Schema.Struct({ by: Schema.NonEmptyString, why: Schema.String })
export interface Pin extends Schema.Schema.Type<typeof Pin> {}

/** Where and when: the part of a placement that a change replaces. */
export const Spot = Schema.Struct({
  /** First slot; the lesson goes on for its duration. */
  slot: Slot,
  roomIds: Schema.Array(RoomId),
  /** Teachers where the timetable chooses them; null = those of the course. */
  teacherIds: Schema.NullOr(Schema.Array(TeacherId))
})
export interface Spot extends Schema.Schema.Type<typeof Spot> {}

/** A lesson that has a place in the week. A lesson without a placement is unplaced: legal, and a conflict. */
export const Placement = Schema.Struct({ lessonId: LessonId, ...Spot.fields, pin: Schema.NullOr(Pin) })
export interface Placement extends Schema.Schema.Type<typeof Placement> {}

export const spotOf = (placement: Placement): Spot => ({
  slot: placement.slot,
  roomIds: placement.roomIds,
  teacherIds: placement.teacherIds
})
