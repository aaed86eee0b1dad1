import * as SqlClient from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import type { Fragment } from "@effect/sql/Statement"
import { Effect, Layer, Option, Schema } from "effect"
import { Outcome } from "../../protocol/ServerFrame.ts"
import { reading, writing } from "../../schedule/storageErrors.ts"
import { SchoolId } from "../../timetable/School.ts"
import { type Finish, RunRepo, RunUsage, StoredRun } from "./RunRepo.ts"

/** The driver gives a bigint as text. */
const Millis = Schema.NumberFromString.pipe(Schema.int())

const RunRow = Schema.Struct({
  ...StoredRun.fields,
  begunAt: Millis,
  leaseUntil: Millis,
  endedAt: Schema.NullOr(Millis)
})

const { started: _started, outcome: _outcome, endedAt: _endedAt, usage: _usage, ...begun } = StoredRun.fields
const Id = Schema.Struct({ id: Schema.String })
const Key = Schema.Struct({ schoolId: SchoolId, runId: Schema.String })

const runQueries = (sql: SqlClient.SqlClient) => {
  const columns =
    sql.literal(`id, school_id AS "schoolId", user_id AS "userId", conversation_id AS "conversationId", target,
    message_id AS "messageId", owner, started, begun_at AS "begunAt", lease_until AS "leaseUntil", outcome,
    ended_at AS "endedAt", usage`)

  /** Of two who interrupt the same run, the second finds that it has an outcome and does not get it back. */
  const interrupt = (which: Fragment, now: number) => sql`
    UPDATE run SET outcome = 'interrupted', ended_at = ${now} WHERE outcome IS NULL AND ${which} RETURNING ${columns}`

  return {
    begin: SqlSchema.void({
      Request: Schema.Struct(begun),
      execute: run => sql`
      INSERT INTO run (school_id, id, user_id, conversation_id, target, message_id, owner, begun_at, lease_until)
      VALUES (${run.schoolId}, ${run.id}, ${run.userId}, ${run.conversationId}, ${run.target}, ${run.messageId},
        ${run.owner}, ${run.begunAt}, ${run.leaseUntil})`
    }),

    start: SqlSchema.void({
      Request: Key,
      execute: ({ schoolId, runId }) =>
        sql`UPDATE run SET started = true WHERE school_id = ${schoolId} AND id = ${runId}`
    }),

    renew: SqlSchema.findAll({
      Request: Schema.Struct({ node: Schema.String, until: Schema.Int }),
      Result: Id,
      execute: ({ node, until }) =>
        sql`UPDATE run SET lease_until = ${until} WHERE outcome IS NULL AND owner = ${node} RETURNING id`
    }),

    finish: SqlSchema.findOne({
      Request: Schema.Struct({
        ...Key.fields,
        outcome: Outcome,
        usage: Schema.NullOr(Schema.parseJson(RunUsage)),
        at: Schema.Int
      }),
      Result: Id,
      execute: ({ schoolId, runId, outcome, usage, at }) => sql`
      UPDATE run SET outcome = ${outcome}, usage = ${usage}::json, ended_at = ${at}
      WHERE school_id = ${schoolId} AND id = ${runId} AND outcome IS NULL RETURNING id`
    }),

    reap: SqlSchema.findAll({
      Request: Schema.Int,
      Result: RunRow,
      execute: now => interrupt(sql`lease_until <= ${now}`, now)
    }),

    reapNode: SqlSchema.findAll({
      Request: Schema.Struct({ node: Schema.String, now: Schema.Int }),
      Result: RunRow,
      execute: ({ node, now }) => interrupt(sql`owner = ${node}`, now)
    }),

    spent: SqlSchema.single({
      Request: Schema.Struct({ schoolId: SchoolId, userId: Schema.NullOr(Schema.String), since: Schema.Int }),
      Result: Schema.Struct({ tokens: Millis }),
      execute: ({ schoolId, userId, since }) => sql`
      SELECT coalesce(sum((usage->>'input')::bigint + (usage->>'output')::bigint), 0)::text AS tokens FROM run
      WHERE school_id = ${schoolId} AND begun_at >= ${since} AND ${userId === null ? sql`true` : sql`user_id = ${userId}`}`
    }),

    findByTarget: SqlSchema.findOne({
      Request: Schema.Struct({ schoolId: SchoolId, userId: Schema.String, target: Schema.String }),
      Result: RunRow,
      execute: ({ schoolId, userId, target }) => sql`
      SELECT ${columns} FROM run WHERE school_id = ${schoolId} AND user_id = ${userId} AND target = ${target}
      ORDER BY begun_at DESC LIMIT 1`
    }),

    find: SqlSchema.findOne({
      Request: Key,
      Result: RunRow,
      execute: ({ schoolId, runId }) => sql`SELECT ${columns} FROM run WHERE school_id = ${schoolId} AND id = ${runId}`
    })
  }
}

/** Runs in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  RunRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = runQueries(sql)
    return {
      begin: Effect.fn("RunRepo.begin")(run => writing(queries.begin(run))),
      start: Effect.fn("RunRepo.start")((schoolId, runId) => writing(queries.start({ schoolId, runId }))),
      renew: Effect.fn("RunRepo.renew")((node, until) =>
        Effect.map(writing(queries.renew({ node, until })), rows => rows.length)
      ),
      finish: Effect.fn("RunRepo.finish")((finish: Finish) =>
        Effect.map(writing(queries.finish(finish)), Option.isSome)
      ),
      reap: Effect.fn("RunRepo.reap")(now => writing(queries.reap(now))),
      reapNode: Effect.fn("RunRepo.reapNode")((node, now) => writing(queries.reapNode({ node, now }))),
      spent: Effect.fn("RunRepo.spent")(spending =>
        Effect.map(
          reading(Effect.catchTag(queries.spent(spending), "NoSuchElementException", cause => Effect.die(cause))),
          ({ tokens }) => tokens
        )
      ),
      findByTarget: Effect.fn("RunRepo.findByTarget")((schoolId, userId, target) =>
        Effect.map(reading(queries.findByTarget({ schoolId, userId, target })), Option.getOrNull)
      ),
      find: Effect.fn("RunRepo.find")((schoolId, runId) =>
        Effect.map(reading(queries.find({ schoolId, runId })), Option.getOrNull)
      )
    }
  })
)
