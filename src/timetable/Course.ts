import { Schema } from "effect"
import { RoomNeed } from "./Room.ts"
import { ClassId } from "./SchoolClass.ts"
import { SubjectId } from "./Subject.ts"
import { TeacherId } from "./Teacher.ts"

export const CourseId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("CourseId"))
export type CourseId = typeof CourseId.Type

/** The requirement behind a week's lessons: who is taught what, by whom, how often, in which kind of room. */
export const Course = Schema.Struct({
  id: CourseId,
  subjectId: SubjectId,
  /** Several = taught together; none = supervised by nobody in particular. */
  teacherIds: Schema.Array(TeacherId),
  classIds: Schema.Array(ClassId),
  /** Durations in periods of the lessons of a week, e.g. [2, 1, 1]. */
  split: Schema.Array(Schema.Positive.pipe(Schema.int())),
  roomNeed: RoomNeed,
  /** Number of students who attend; null = the sum of the classes' sizes. */
  attendance: Schema.NullOr(Schema.NonNegativeInt),
  tags: Schema.Array(Schema.NonEmptyString)
})
export interface Course extends Schema.Schema.Type<typeof Course> {}
