import { Schema } from "effect"
import { ChangeRecord, type Committed } from "./ChangeRepo.ts"

const { edit, why, actor, score, conflicts, version, at, ...plain } = ChangeRecord.fields

/** Milliseconds and sequence numbers are bigint, which the driver gives as text. */
export const BigIntText = Schema.NumberFromString.pipe(Schema.int())

/** A change as the row goes in: whatever may hold any text as JSON. */
export const NewChange = Schema.Struct({
  ...plain,
  version,
  at,
  actorId: Schema.String,
  actorName: Schema.parseJson(Schema.String),
  clientId: Schema.NullOr(Schema.String),
  edit: Schema.parseJson(edit),
  lessonIds: Schema.Array(Schema.String),
  why: Schema.NullOr(Schema.parseJson(Schema.String)),
  score: Schema.parseJson(score),
  conflicts: Schema.parseJson(conflicts),
  epoch: Schema.String,
  seq: Schema.Int
})

/** As it comes out: the driver has parsed the JSON already. */
export const ChangeRow = Schema.Struct({
  ...plain,
  version,
  at: BigIntText,
  actor,
  edit,
  why,
  score,
  conflicts,
  epoch: Schema.String,
  seq: BigIntText
})

/** The columns of a ChangeRow. */
export const changeColumns = `id, school_id AS "schoolId", timetable_id AS "timetableId", version, at, kind,
  json_build_object('id', actor_id, 'name', actor_name) AS actor, edit, why, suggestion_id AS "suggestionId",
  undo_of AS "undoOf", score, conflicts, epoch, seq`

export const committedOf = ({ epoch, seq, ...record }: typeof ChangeRow.Type, duplicate: boolean): Committed => ({
  record,
  epoch,
  seq,
  duplicate
})
