import { Schema } from "effect"

export const OtherResourceId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("OtherResourceId"))
export type OtherResourceId = typeof OtherResourceId.Type

/** Whatever a lesson needs beside teachers, classes and rooms: a projector, a minibus, a visiting examiner. */
export const OtherResource = Schema.Struct({
  id: OtherResourceId,
  name: Schema.NonEmptyString,
  /** What sort of thing it is, in the school's own word. */
  type: Schema.NonEmptyString
})
export interface OtherResource extends Schema.Schema.Type<typeof OtherResource> {}
