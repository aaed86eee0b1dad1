import { Schema } from "effect"
import { RoomNeed } from "./Room.ts"
import { ClassId } from "./SchoolClass.ts"
import { SubjectId } from "./Subject.ts"
import { TeacherId } from "./Teacher.ts"
import { Slot } from "./WeekGrid.ts"

export const CourseId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("CourseId"))
export type CourseId = typeof CourseId.Type

/**
 * A place in a course that a resource fills: one that is given, or one that the timetable assigns. Teachers, classes and
 * a fixed room that are simply there need no role; roles are for what XHSTT calls an event's resources.
 */
export const CourseRole = Schema.Struct({
  /** Unique within the course; null = given, and never asked for by name. */
  role: Schema.NullOr(Schema.NonEmptyString),
  /** "teacher", "class", "room", or the type of other resources. */
  type: Schema.NonEmptyString,
  /** The resource that is given; null = the timetable assigns one. */
  resourceId: Schema.NullOr(Schema.NonEmptyString),
  /** How much work it is for who fills it; null = that of the course. */
  workload: Schema.NullOr(Schema.NonNegativeInt)
})
export interface CourseRole extends Schema.Schema.Type<typeof CourseRole> {}

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
  tags: Schema.Array(Schema.NonEmptyString),
  /** What people call it where that is more than its classes and its subject. */
  name: Schema.NullOr(Schema.NonEmptyString),
  /** Periods a week that its lessons last together; null = as many as `split` adds up to. */
  duration: Schema.NullOr(Schema.Positive.pipe(Schema.int())),
  /** Where its lessons are to begin, if that is given. */
  givenSlot: Schema.NullOr(Slot),
  /** How much work it is for each who fills a role; null = its duration. */
  workload: Schema.NullOr(Schema.NonNegativeInt),
  roles: Schema.Array(CourseRole)
})
export interface Course extends Schema.Schema.Type<typeof Course> {}

/** A course as schools of our own have it: without roles, and called by its classes and subject. */
export const plainCourse = { name: null, duration: null, givenSlot: null, workload: null, roles: [] } as const
