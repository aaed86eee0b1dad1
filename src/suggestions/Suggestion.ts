import { Schema } from "effect"
import { Edit } from "../timetable/Edit.ts"
import { SchoolId } from "../timetable/School.ts"
import { TimetableId } from "../timetable/Timetable.ts"

export const SuggestionId = Schema.NonEmptyString.pipe(Schema.brand("SuggestionId"))
export type SuggestionId = typeof SuggestionId.Type

/** A proposal that was shown to somebody and is kept, so that it can be applied exactly as it was shown. */
export const Suggestion = Schema.Struct({
  id: SuggestionId,
  schoolId: SchoolId,
  timetableId: TimetableId,
  /** Whom it was made for. */
  userId: Schema.NonEmptyString,
  /** Of the timetable that it was made for. */
  version: Schema.Int,
  edit: Edit,
  /** What was shown, as on the wire (WireSuggestion). */
  shown: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  /** Of timetable, version and edit: 64 hex digits of SHA-256. Whoever applies may send it back. */
  hash: Schema.String,
  status: Schema.Literal("open", "applied", "rejected"),
  inBasket: Schema.Boolean,
  /** Milliseconds since 1970. */
  createdAt: Schema.Int,
  expiresAt: Schema.Int
})
export interface Suggestion extends Schema.Schema.Type<typeof Suggestion> {}
