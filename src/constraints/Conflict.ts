import { Schema } from "effect"
import { ConstraintId } from "../timetable/Constraint.ts"
import { LessonId } from "../timetable/Lesson.ts"
import { Slot } from "../timetable/WeekGrid.ts"

export const Severity = Schema.Literal("hard", "soft")
export type Severity = typeof Severity.Type

export const ResourceRef = Schema.Struct({
  kind: Schema.Literal("teacher", "class", "room", "other"),
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

/**
 * The same trouble has the same id whenever it is found: kind, constraint, sorted resources and `key` (see `Telling`),
 * hashed to 64 bits so that it can be typed.
 */
export const conflictId = (
  kind: string,
  constraintId: string,
  resources: ReadonlyArray<ResourceRef>,
  key: ReadonlyArray<unknown>
): ConflictId =>
  ConflictId.make(
    `${kind}-${hash64(
      JSON.stringify([constraintId, resources.map(resource => `${resource.kind}:${resource.id}`).sort(), key])
    )}`,
    // Checking that it is not empty would cost more than all else that is done for a conflict.
    { disableValidation: true }
  )

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0")

/**
 * Two multiplicative hashes, mixed at the end as in MurmurHash3. Not `Hash.string`: it is linear, so ids that differ in
 * two neighbouring letters meet, from any seed.
 */
const hash64 = (text: string): string => {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    b = Math.imul(b ^ unit, 0x5f356495)
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  return hex(a) + hex(b)
}
