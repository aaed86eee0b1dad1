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

/** What tells a conflict from the others of its constraint (see `Telling`): ids, days and weeks, or lists of them. */
export type ConflictKey = ReadonlyArray<string | number | ReadonlyArray<string | number>>

/**
 * The same trouble has the same id whenever it is found: kind, constraint, sorted resources and `key`, hashed to 64 bits
 * so that it can be typed.
 */
export const conflictId = (
  kind: string,
  constraintId: string,
  resources: ReadonlyArray<ResourceRef>,
  key: ConflictKey
): ConflictId => {
  const names = resources.map(resource => `${resource.kind}:${resource.id}`)
  if (names.length > 1) names.sort()
  return ConflictId.make(
    `${kind}-${hash64(`[${json(constraintId)},${json(names)},${json(key)}]`)}`,
    // Checking that it is not empty would cost more than all else that is done for a conflict.
    { disableValidation: true }
  )
}

/** The same text as `JSON.stringify` gives, but cheaper for such small values: a scan asks for it at every conflict. */
const json = (value: ConflictKey[number] | ConflictKey): string => {
  if (typeof value === "number") return `${value}`
  if (typeof value === "string") return unescaped.test(value) ? `"${value}"` : JSON.stringify(value)
  let items = ""
  for (let i = 0; i < value.length; i++) items += (i === 0 ? "" : ",") + json(value[i] ?? "")
  return `[${items}]`
}

/** No quotes, backslashes, control characters or lone surrogates: nothing that JSON writes differently. */
const unescaped = /^[^"\\\p{Cc}\p{Cs}]*$/u

/** Two digits for each byte. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

const hex = (word: number): string =>
  `${digits[word >>> 24]}${digits[(word >>> 16) & 255]}${digits[(word >>> 8) & 255]}${digits[word & 255]}`

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
