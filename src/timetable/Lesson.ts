import { Schema } from "effect"
import { CourseId } from "./Course.ts"
import { WeekMask } from "./WeekCycle.ts"

export const LessonId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("LessonId"))
export type LessonId = typeof LessonId.Type

/** One meeting of a course in the week. */
export const Lesson = Schema.Struct({
  id: LessonId,
  courseId: CourseId,
  /** In periods. */
  duration: Schema.Positive.pipe(Schema.int(), Schema.lessThanOrEqualTo(100)),
  /** Weeks of the cycle in which it is held. */
  weeks: WeekMask
})
export interface Lesson extends Schema.Schema.Type<typeof Lesson> {}
