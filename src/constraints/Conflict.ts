import { Hash, Schema } from "effect"
import { ConstraintId } from "../timetable/Constraint.ts"
import { LessonId } from "../timetable/Lesson.ts"
import { Slot } from "../timetable/WeekGrid.ts"

export const Severity = Schema.Literal("hard", "soft")
export type Severity = typeof Severity.Type

export const ResourceRef = Schema.Struct({
  kind: Schema.Literal("teacher", "class", "room"),
  id: Schema.NonEmptyString
})
export interface ResourceRef extends Schema.Schema.Type<typeof ResourceRef> {}

export const ConflictId = Schema.NonEmptyString.pipe(Schema.brand("ConflictId"))
export type ConflictId = typeof ConflictId.Type

/**
 * A point where a constraint deviates. `cost` is weight × cost function(deviation), in the constraint's own unit of
 * weight; `deviation` counts in the rule's unit (lessons, periods, days).
 */
export const Conflict = Schema.Struct({
  id: ConflictId,
  kind: Schema.NonEmptyString,
  severity: Severity,
  constraintId: ConstraintId,
  deviation: Schema.NonNegative,
  cost: Schema.NonNegative,
  lessons: Schema.Array(LessonId),
  resources: Schema.Array(ResourceRef),
  slots: Schema.Array(Slot),
  message: Schema.String
})
export interface Conflict extends Schema.Schema.Type<typeof Conflict> {}

const hex = (text: string): string => (Hash.string(text) >>> 0).toString(16).padStart(8, "0")

/**
 * The same trouble has the same id whenever it is found: kind, constraint, sorted entities and slots, hashed to 64 bits
 * so that it can be typed. Two words of 32 bits over differently salted text.
 */
export const conflictId = (
  kind: string,
  constraintId: string,
  lessons: ReadonlyArray<string>,
  resources: ReadonlyArray<ResourceRef>,
  slots: ReadonlyArray<number>
): ConflictId => {
  const text = JSON.stringify([
    kind,
    constraintId,
    [...lessons].sort(),
    resources.map(resource => `${resource.kind}:${resource.id}`).sort(),
    slots
  ])
  return ConflictId.make(`${kind}-${hex(text)}${hex(`${text.length}|${text}|${kind}`)}`)
}
