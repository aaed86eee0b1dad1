import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Effect, Schema } from "effect"
import { SchoolId } from "../timetable/School.ts"
import { Substitution } from "../timetable/Substitution.ts"
import { TimetableId } from "../timetable/Timetable.ts"
import { breathe } from "./breathe.ts"
import { BigIntText, ChangeRow, changeColumns, NewChange } from "./changeRows.ts"

const TimetableKey = Schema.Struct({ schoolId: SchoolId, timetableId: TimetableId })
const History = Schema.Struct({
  ...TimetableKey.fields,
  lessonIds: Schema.NullOr(Schema.Array(Schema.String)),
  since: Schema.NullOr(Schema.Number),
  limit: Schema.Int,
  offset: Schema.Int
})

const decodeRow = Schema.decodeUnknown(ChangeRow)

/** The queries about accepted changes and their events. */
export const changeQueries = (sql: SqlClient) => {
  const columns = sql.literal(changeColumns)
  const matching = ({ schoolId, timetableId, lessonIds, since }: typeof History.Encoded) => sql`
    school_id = ${schoolId} AND timetable_id = ${timetableId}
      AND ${since === null ? sql`true` : sql`at >= ${since}`}
      AND ${lessonIds === null ? sql`true` : sql`lesson_ids && ${[...lessonIds]}::text[]`}`

  return {
    /**
     * The number of the topic's next event. The row stays locked until the transaction ends, so nobody sees a number
     * before all that are smaller.
     */
    number: SqlSchema.single({
      Request: Schema.Struct({ schoolId: SchoolId, topic: Schema.String, epoch: Schema.String }),
      Result: Schema.Struct({ epoch: Schema.String, seq: BigIntText }),
      execute: ({ schoolId, topic, epoch }) => sql`
        INSERT INTO topic AS t (school_id, topic, epoch, seq) VALUES (${schoolId}, ${topic}, ${epoch}, 1)
        ON CONFLICT (school_id, topic) DO UPDATE SET seq = t.seq + 1
        RETURNING epoch, seq`
    }),

    /** The record and the event that tells of it: one statement. */
    insert: SqlSchema.void({
      Request: Schema.Struct({ change: NewChange, topic: Schema.String, payload: Schema.parseJson(Schema.Unknown) }),
      execute: ({ change, topic, payload }) => sql`
        WITH told AS (
          INSERT INTO event (school_id, topic, epoch, seq, payload, at)
          VALUES (${change.schoolId}, ${topic}, ${change.epoch}, ${change.seq}, ${payload}::json, ${change.at})
        )
        INSERT INTO change (school_id, id, timetable_id, version, actor_id, actor_name, client_id, at, kind, edit,
          lesson_ids, why, suggestion_id, undo_of, score, conflicts, epoch, seq)
        VALUES (${change.schoolId}, ${change.id}, ${change.timetableId}, ${change.version}, ${change.actorId},
          ${change.actorName}::json, ${change.clientId}, ${change.at}, ${change.kind}, ${change.edit}::json,
          ${[...change.lessonIds]}::text[], ${change.why}::json, ${change.suggestionId}, ${change.undoOf},
          ${change.score}::json, ${change.conflicts}::json, ${change.epoch}, ${change.seq})`
    }),

    byClientId: SqlSchema.findOne({
      Request: Schema.Struct({ schoolId: SchoolId, userId: Schema.String, clientId: Schema.String }),
      Result: ChangeRow,
      execute: ({ schoolId, userId, clientId }) => sql`
        SELECT ${columns} FROM change
        WHERE school_id = ${schoolId} AND actor_id = ${userId} AND client_id = ${clientId}`
    }),

    find: SqlSchema.findOne({
      Request: Schema.Struct({ ...TimetableKey.fields, id: Schema.String }),
      Result: ChangeRow,
      execute: ({ schoolId, timetableId, id }) => sql`
        SELECT ${columns} FROM change WHERE school_id = ${schoolId} AND timetable_id = ${timetableId} AND id = ${id}`
    }),

    /** Decoded one after another: a change of the whole week takes its time, and there may be many. */
    history: (request: typeof History.Type) =>
      Effect.flatMap(
        sql`
          SELECT ${columns} FROM change WHERE ${matching(request)}
          ORDER BY version DESC LIMIT ${request.limit} OFFSET ${request.offset}`,
        rows => Effect.forEach(rows, row => Effect.zipRight(breathe, decodeRow(row)))
      ),

    count: SqlSchema.single({
      Request: History,
      Result: Schema.Struct({ total: BigIntText }),
      execute: request => sql`SELECT count(*) AS total FROM change WHERE ${matching(request)}`
    }),

    substitutions: SqlSchema.findAll({
      Request: Schema.Struct({ ...TimetableKey.fields, from: Schema.String, to: Schema.String }),
      Result: Substitution,
      execute: ({ schoolId, timetableId, from, to }) => sql`
        SELECT date, lesson_id AS "lessonId", absent_id AS "absentId", substitute_id AS "substituteId"
        FROM substitution
        WHERE school_id = ${schoolId} AND timetable_id = ${timetableId} AND date BETWEEN ${from} AND ${to}`
    })
  }
}
