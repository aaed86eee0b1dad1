import { Schema } from "effect"
import { RoomId } from "./Room.ts"
import { Slot } from "./WeekGrid.ts"

export const ClassId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("ClassId"))
export type ClassId = typeof ClassId.Type

/**
 * A group of students who are taught together: a year, a class, a set, a single student. Its atoms are the smallest
 * subgroups it is made of; two classes share students if and only if they share an atom.
 */
export const SchoolClass = Schema.Struct({
  id: ClassId,
  name: Schema.NonEmptyString,
  /** Classes that contain this one, e.g. the year of a form. */
  parentIds: Schema.Array(ClassId),
  atoms: Schema.NonEmptyArray(Schema.NonEmptyString),
  /** Number of students. */
  size: Schema.NonNegativeInt,
  homeRoomId: Schema.NullOr(RoomId),
  unavailable: Schema.Array(Slot)
})
export interface SchoolClass extends Schema.Schema.Type<typeof SchoolClass> {}
