import * as SqlClient from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Effect, Layer, Schema } from "effect"
import { reading, writing } from "../../schedule/storageErrors.ts"
import { LoggedOut, LogoutRepo, Person } from "./LogoutRepo.ts"

const trimmedAtOnce = 5_000

/** The driver gives a bigint as text. */
const Row = Schema.Struct({ ...LoggedOut.fields, at: Schema.NumberFromString.pipe(Schema.int()) })

const logoutQueries = (sql: SqlClient.SqlClient) => {
  const columns = sql.literal('l.school_id AS "schoolId", l.user_id AS "userId", l.at')
  return {
    keep: SqlSchema.void({
      Request: LoggedOut,
      execute: ({ schoolId, userId, at }) => sql`
      INSERT INTO logout AS l (school_id, user_id, at) VALUES (${schoolId}, ${userId}, ${at})
      ON CONFLICT (school_id, user_id) DO UPDATE SET at = greatest(l.at, excluded.at)`
    }),

    find: SqlSchema.findAll({
      Request: Schema.Array(Person),
      Result: Row,
      execute: people => sql`
      SELECT ${columns} FROM logout AS l JOIN unnest(
        ${people.map(({ schoolId }) => schoolId)}::text[], ${people.map(({ userId }) => userId)}::text[]
      ) AS asked (school_id, user_id) ON l.school_id = asked.school_id AND l.user_id = asked.user_id`
    }),

    since: SqlSchema.findAll({
      Request: Schema.Int,
      Result: Row,
      execute: at => sql`SELECT ${columns} FROM logout AS l WHERE l.at >= ${at}`
    }),

    trim: SqlSchema.findAll({
      Request: Schema.Int,
      Result: Schema.Struct({ userId: Schema.String }),
      execute: before => sql`
      DELETE FROM logout WHERE (school_id, user_id) IN
        (SELECT school_id, user_id FROM logout WHERE at < ${before} LIMIT ${trimmedAtOnce})
      RETURNING user_id AS "userId"`
    })
  }
}

/** Logouts in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  LogoutRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = logoutQueries(sql)
    return {
      keep: Effect.fn("LogoutRepo.keep")(logout => writing(queries.keep(logout))),
      find: Effect.fn("LogoutRepo.find")(people => reading(queries.find(people))),
      since: Effect.fn("LogoutRepo.since")(at => reading(queries.since(at))),
      trim: Effect.fn("LogoutRepo.trim")(before => Effect.map(writing(queries.trim(before)), rows => rows.length))
    }
  })
)
