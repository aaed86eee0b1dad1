import { Schema } from "effect"

export const SubjectId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("SubjectId"))
export type SubjectId = typeof SubjectId.Type

export const Subject = Schema.Struct({
  id: SubjectId,
  name: Schema.NonEmptyString,
  /** Free labels, e.g. "lab", "PE", "exam". */
  tags: Schema.Array(Schema.NonEmptyString)
})
export interface Subject extends Schema.Schema.Type<typeof Subject> {}
