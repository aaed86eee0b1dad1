import * as SqlClient from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Effect, Layer, Schema } from "effect"
import { reading, writing } from "../../schedule/storageErrors.ts"
import { SessionRepo, StoredSession } from "./SessionRepo.ts"

const trimmedAtOnce = 5_000

/** The driver gives a bigint as text. */
const Millis = Schema.NumberFromString.pipe(Schema.int())

const sessionQueries = (sql: SqlClient.SqlClient) => ({
  /** In the order of their ids, so that two nodes never wait for each other. */
  keep: SqlSchema.void({
    Request: Schema.Array(StoredSession),
    execute: rows => sql`
    INSERT INTO session AS s (id, school_id, user_id, seen_at)
    SELECT DISTINCT ON (id) id, school_id, user_id, seen_at FROM unnest(
      ${rows.map(({ id }) => id)}::text[], ${rows.map(({ schoolId }) => schoolId)}::text[],
      ${rows.map(({ userId }) => userId)}::text[], ${rows.map(({ seenAt }) => seenAt)}::bigint[]
    ) AS kept (id, school_id, user_id, seen_at)
    ORDER BY id, seen_at DESC
    ON CONFLICT (id) DO UPDATE SET seen_at = greatest(s.seen_at, excluded.seen_at)`
  }),

  find: SqlSchema.findAll({
    Request: Schema.Array(Schema.String),
    Result: Schema.Struct({ ...StoredSession.fields, seenAt: Millis }),
    execute: ids => sql`
    SELECT id, school_id AS "schoolId", user_id AS "userId", seen_at AS "seenAt" FROM session
    WHERE id = ANY (${ids}::text[])`
  }),

  trim: SqlSchema.findAll({
    Request: Schema.Int,
    Result: Schema.Struct({ id: Schema.String }),
    execute: before => sql`
    DELETE FROM session WHERE id = ANY (ARRAY(SELECT id FROM session WHERE seen_at < ${before} LIMIT ${trimmedAtOnce}))
    RETURNING id`
  })
})

/** Sessions in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  SessionRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = sessionQueries(sql)
    return {
      keep: Effect.fn("SessionRepo.keep")(sessions => writing(queries.keep(sessions))),
      find: Effect.fn("SessionRepo.find")(ids => reading(queries.find(ids))),
      trim: Effect.fn("SessionRepo.trim")(before => Effect.map(writing(queries.trim(before)), rows => rows.length))
    }
  })
)
