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

/** Who is stood in for, when: there is at most one substitution for it. */
export const substitutionKey = ({ date, lessonId, absentId }: Substitution): string =>
  JSON.stringify([date, lessonId, absentId])

/** The substitutions after the changes, by date, in one order whatever came first. */
export const substitutionsAfter = (
  substitutions: ReadonlyArray<Substitution>,
  changes: ReadonlyArray<{ readonly from: Substitution | null; readonly to: Substitution | null }>
): ReadonlyArray<Substitution> => {
  const byKey = new Map(substitutions.map(each => [substitutionKey(each), each]))
  for (const { from, to } of changes) {
    if (from !== null) byKey.delete(substitutionKey(from))
    if (to !== null) byKey.set(substitutionKey(to), to)
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, substitution]) => substitution)
}
