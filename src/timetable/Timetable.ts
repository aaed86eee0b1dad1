import { Schema } from "effect"
import { Constraint } from "./Constraint.ts"
import { Course } from "./Course.ts"
import { Group } from "./Group.ts"
import { Lesson } from "./Lesson.ts"
import { OtherResource } from "./OtherResource.ts"
import { Placement } from "./Placement.ts"
import { Room } from "./Room.ts"
import { SchoolId } from "./School.ts"
import { SchoolClass } from "./SchoolClass.ts"
import { Subject } from "./Subject.ts"
import { Teacher } from "./Teacher.ts"
import { WeekCycle } from "./WeekCycle.ts"
import { WeekGrid } from "./WeekGrid.ts"

export const TimetableId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("TimetableId"))
export type TimetableId = typeof TimetableId.Type

/** Which timetable, at which version: what every reader and writer has to name. */
export const TimetableHead = Schema.Struct({
  id: TimetableId,
  schoolId: SchoolId,
  name: Schema.NonEmptyString,
  /** Counts accepted changes, from 1. */
  version: Schema.Positive.pipe(Schema.int()),
  published: Schema.Boolean
})
export interface TimetableHead extends Schema.Schema.Type<typeof TimetableHead> {}

/** What is in a timetable, without its name: what an importer makes. */
export const TimetableBody = Schema.Struct({
  grid: WeekGrid,
  cycle: WeekCycle,
  teachers: Schema.Array(Teacher),
  classes: Schema.Array(SchoolClass),
  rooms: Schema.Array(Room),
  others: Schema.Array(OtherResource),
  subjects: Schema.Array(Subject),
  courses: Schema.Array(Course),
  lessons: Schema.Array(Lesson),
  placements: Schema.Array(Placement),
  constraints: Schema.Array(Constraint),
  groups: Schema.Array(Group)
})
export interface TimetableBody extends Schema.Schema.Type<typeof TimetableBody> {}

/** A whole timetable at one version. */
export const Timetable = Schema.Struct({ ...TimetableHead.fields, ...TimetableBody.fields })
export interface Timetable extends Schema.Schema.Type<typeof Timetable> {}
