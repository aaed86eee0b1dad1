import { Schema } from "effect"
import { LessonId } from "./Lesson.ts"
import { RoomId } from "./Room.ts"
import { TeacherId } from "./Teacher.ts"
import { Slot } from "./WeekGrid.ts"

/** A pinned lesson is never moved by the search; people see who pinned it and why. */
export const Pin = Schema.Struct({
  by: Schema.NonEmptyString,
  why: Schema.String,
  /** Where the lesson was when it was pinned, once it has been taken elsewhere all the same; absent: where it stands. */
  slot: Schema.optionalWith(Slot, { exact: true })
})
export interface Pin extends Schema.Schema.Type<typeof Pin> {}

/** Who fills a role of the course in this lesson. */
export const Assigned = Schema.Struct({ role: Schema.NonEmptyString, resourceId: Schema.NonEmptyString })
export interface Assigned extends Schema.Schema.Type<typeof Assigned> {}

/** Where and when: the part of a placement that a change replaces. */
export const Spot = Schema.Struct({
  /** First slot; the lesson goes on for its duration. null = no time yet, though rooms or people are assigned. */
  slot: Schema.NullOr(Slot),
  roomIds: Schema.Array(RoomId),
  /** Teachers where the timetable chooses them; null = those of the course. */
  teacherIds: Schema.NullOr(Schema.Array(TeacherId)),
  /** Who fills the course's open roles. Rooms and teachers among them need not be repeated above. */
  assigned: Schema.Array(Assigned)
})
export interface Spot extends Schema.Schema.Type<typeof Spot> {}

/** A lesson that has a place in the week. A lesson without a placement is unplaced: legal, and a conflict. */
export const Placement = Schema.Struct({ lessonId: LessonId, ...Spot.fields, pin: Schema.NullOr(Pin) })
export interface Placement extends Schema.Schema.Type<typeof Placement> {}

export const spotOf = (placement: Placement): Spot => ({
  slot: placement.slot,
  roomIds: placement.roomIds,
  teacherIds: placement.teacherIds,
  assigned: placement.assigned
})
