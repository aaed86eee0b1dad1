import { Schema } from "effect"
import { RoomId } from "./Room.ts"
import { SubjectId } from "./Subject.ts"
import { Slot } from "./WeekGrid.ts"

export const TeacherId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("TeacherId"))
export type TeacherId = typeof TeacherId.Type

export const Teacher = Schema.Struct({
  id: TeacherId,
  /** As people say it, title included: "Mrs. Smith". */
  name: Schema.NonEmptyString,
  shortName: Schema.NullOr(Schema.NonEmptyString),
  /** Subjects the teacher may teach; empty = not recorded. */
  subjectIds: Schema.Array(SubjectId),
  homeRoomId: Schema.NullOr(RoomId),
  unavailable: Schema.Array(Slot)
})
export interface Teacher extends Schema.Schema.Type<typeof Teacher> {}
