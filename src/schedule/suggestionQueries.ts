import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Schema } from "effect"
import { Suggestion } from "../suggestions/Suggestion.ts"
import { SchoolId } from "../timetable/School.ts"
import { BigIntText } from "./changeRows.ts"

const { edit, shown, createdAt, expiresAt, ...plain } = Suggestion.fields

/** As the row goes in: what may hold any text as JSON. */
const NewSuggestion = Schema.Struct({
  ...plain,
  edit: Schema.parseJson(edit),
  shown: Schema.parseJson(shown),
  createdAt,
  expiresAt
})

const SuggestionRow = Schema.Struct({ ...plain, edit, shown, createdAt: BigIntText, expiresAt: BigIntText })

const Owner = Schema.Struct({ schoolId: SchoolId, userId: Schema.String })
const One = Schema.Struct({ ...Owner.fields, id: Schema.String })

/** The queries about stored suggestions; every one names the school and the user. */
export const suggestionQueries = (sql: SqlClient) => {
  const columns = sql.literal(`id, school_id AS "schoolId", timetable_id AS "timetableId", user_id AS "userId", version,
    edit, shown, hash, status, in_basket AS "inBasket", created_at AS "createdAt", expires_at AS "expiresAt"`)
  const owned = ({ schoolId, userId }: typeof Owner.Encoded) => sql`school_id = ${schoolId} AND user_id = ${userId}`

  return {
    insert: SqlSchema.void({
      Request: NewSuggestion,
      execute: row => sql`
        INSERT INTO suggestion (school_id, id, user_id, timetable_id, version, edit, shown, hash, status, in_basket,
          created_at, expires_at)
        VALUES (${row.schoolId}, ${row.id}, ${row.userId}, ${row.timetableId}, ${row.version}, ${row.edit}::json,
          ${row.shown}::json, ${row.hash}, ${row.status}, ${row.inBasket}, ${row.createdAt}, ${row.expiresAt})
        ON CONFLICT (school_id, id) DO NOTHING`
    }),

    /** Deletes all but the newest. */
    trim: SqlSchema.void({
      Request: Schema.Struct({ ...Owner.fields, keep: Schema.Int }),
      execute: ({ keep, ...owner }) => sql`
        DELETE FROM suggestion WHERE ${owned(owner)} AND position <= (
          SELECT position FROM suggestion WHERE ${owned(owner)} ORDER BY position DESC OFFSET ${keep} LIMIT 1)`
    }),

    find: SqlSchema.findOne({
      Request: One,
      Result: SuggestionRow,
      execute: ({ id, ...owner }) => sql`SELECT ${columns} FROM suggestion WHERE ${owned(owner)} AND id = ${id}`
    }),

    basket: SqlSchema.findAll({
      Request: Schema.Struct({ ...Owner.fields, timetableId: Schema.String }),
      Result: SuggestionRow,
      execute: ({ timetableId, ...owner }) => sql`
        SELECT ${columns} FROM suggestion
        WHERE ${owned(owner)} AND timetable_id = ${timetableId} AND status = 'open' AND in_basket ORDER BY position`
    }),

    /** Locks them until the transaction ends; always in one order, so that two who lock the same never wait for each other. */
    lock: SqlSchema.findAll({
      Request: Schema.Struct({ ...Owner.fields, ids: Schema.Array(Schema.String) }),
      Result: SuggestionRow,
      execute: ({ ids, ...owner }) => sql`
        SELECT ${columns} FROM suggestion WHERE ${owned(owner)} AND id = ANY(${[...ids]}::text[])
        ORDER BY position FOR UPDATE`
    }),

    spend: SqlSchema.void({
      Request: Schema.Struct({ ...Owner.fields, ids: Schema.Array(Schema.String) }),
      execute: ({ ids, ...owner }) => sql`
        UPDATE suggestion SET status = 'applied' WHERE ${owned(owner)} AND id = ANY(${[...ids]}::text[])`
    }),

    reject: SqlSchema.findAll({
      Request: One,
      Result: Schema.Struct({ id: Schema.String }),
      execute: ({ id, ...owner }) => sql`
        UPDATE suggestion SET status = 'rejected' WHERE ${owned(owner)} AND id = ${id} AND status = 'open' RETURNING id`
    }),

    setInBasket: SqlSchema.void({
      Request: Schema.Struct({ ...One.fields, inBasket: Schema.Boolean }),
      execute: ({ id, inBasket, ...owner }) => sql`
        UPDATE suggestion SET in_basket = ${inBasket} WHERE ${owned(owner)} AND id = ${id} AND status = 'open'`
    })
  }
}
