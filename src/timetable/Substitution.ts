import { Schema } from "effect"
import { LessonId } from "./Lesson.ts"
import { TeacherId } from "./Teacher.ts"

/** A day of the calendar, "YYYY-MM-DD". */
export const CalendarDate = Schema.String.pipe(
  Schema.pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  Schema.brand("CalendarDate")
)
export type CalendarDate = typeof CalendarDate.Type

/** On one date somebody else holds a lesson. The week plan stays as it is. */
export const Substitution = Schema.Struct({
  date: CalendarDate,
  lessonId: LessonId,
  absentId: TeacherId,
  substituteId: TeacherId
})
export interface Substitution extends Schema.Schema.Type<typeof Substitution> {}
