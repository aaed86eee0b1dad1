import { Schema } from "effect"

export const SchoolId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("SchoolId"))
export type SchoolId = typeof SchoolId.Type

/** A school: the tenant. Everything else belongs to exactly one school. */
export const School = Schema.Struct({
  id: SchoolId,
  name: Schema.NonEmptyString,
  /** IANA zone of the bell times, e.g. "Europe/London". */
  timeZone: Schema.NonEmptyString
})
export interface School extends Schema.Schema.Type<typeof School> {}
