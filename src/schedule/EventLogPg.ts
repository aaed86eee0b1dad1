import * as SqlClient from "@effect/sql/SqlClient"
import { SqlError } from "@effect/sql/SqlError"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Effect, Layer, Schema } from "effect"
import { v7 as uuid } from "uuid"
import { SchoolId } from "../timetable/School.ts"
import { BigIntText } from "./changeRows.ts"
import { transaction } from "./Database.ts"
import { beginning, EventLog } from "./EventLog.ts"
import { reading, unavailableOrDie, writing } from "./storageErrors.ts"

/** Events that one statement of a trim forgets: bounds how long it takes. */
const trimmedAtOnce = 5_000

const TopicKey = Schema.Struct({ schoolId: SchoolId, topic: Schema.String })
const PlaceRow = Schema.Struct({ epoch: Schema.String, seq: BigIntText })

const eventQueries = (sql: SqlClient.SqlClient) => ({
  /** The topic's row stays locked until the transaction ends. */
  append: SqlSchema.single({
    Request: Schema.Struct({
      ...TopicKey.fields,
      payload: Schema.parseJson(Schema.Unknown),
      at: Schema.Int,
      epoch: Schema.String
    }),
    Result: PlaceRow,
    execute: ({ schoolId, topic, payload, at, epoch }) => sql`
      WITH numbered AS (
        INSERT INTO topic AS t (school_id, topic, epoch, seq) VALUES (${schoolId}, ${topic}, ${epoch}, 1)
        ON CONFLICT (school_id, topic) DO UPDATE SET seq = t.seq + 1
        RETURNING epoch, seq
      )
      INSERT INTO event (school_id, topic, epoch, seq, payload, at)
      SELECT ${schoolId}, ${topic}, epoch, seq, ${payload}::json, ${at}::bigint FROM numbered
      RETURNING epoch, seq`
  }),

  /** One statement sees one moment. A topic without such events is one row without an event. */
  read: SqlSchema.findAll({
    Request: Schema.Struct({ ...TopicKey.fields, after: Schema.NullOr(Schema.Int), limit: Schema.Int }),
    Result: Schema.Struct({
      epoch: Schema.String,
      head: BigIntText,
      seq: Schema.NullOr(BigIntText),
      payload: Schema.Unknown,
      at: Schema.NullOr(BigIntText)
    }),
    execute: ({ schoolId, topic, after, limit }) => sql`
      SELECT t.epoch, t.seq AS head, e.seq, e.payload, e.at
      FROM topic AS t LEFT JOIN LATERAL (
        SELECT seq, payload, at FROM event
        WHERE school_id = t.school_id AND topic = t.topic AND epoch = t.epoch AND seq > ${after ?? 0}
        ORDER BY seq ${sql.literal(after === null ? "DESC" : "ASC")} LIMIT ${limit}
      ) AS e ON true
      WHERE t.school_id = ${schoolId} AND t.topic = ${topic}
      ORDER BY e.seq`
  }),

  places: SqlSchema.findAll({
    Request: Schema.Array(TopicKey),
    Result: Schema.Struct({ ...TopicKey.fields, ...PlaceRow.fields }),
    execute: topics => sql`
      SELECT t.school_id AS "schoolId", t.topic, t.epoch, t.seq
      FROM unnest(${topics.map(({ schoolId }) => schoolId)}::text[], ${topics.map(({ topic }) => topic)}::text[])
        AS asked (school_id, topic)
      JOIN topic AS t ON t.school_id = asked.school_id AND t.topic = asked.topic`
  }),

  remove: SqlSchema.void({
    Request: TopicKey,
    execute: ({ schoolId, topic }) => sql`
      WITH gone AS (DELETE FROM event WHERE school_id = ${schoolId} AND topic = ${topic})
      DELETE FROM topic WHERE school_id = ${schoolId} AND topic = ${topic}`
  }),

  trim: SqlSchema.findAll({
    Request: Schema.Struct({ before: Schema.Int, newest: Schema.Int }),
    Result: Schema.Struct({ seq: BigIntText }),
    execute: ({ before, newest }) => sql`
      DELETE FROM event WHERE ctid = ANY (ARRAY(
        (SELECT ctid FROM event WHERE at < ${before} LIMIT ${trimmedAtOnce})
        UNION
        (SELECT e.ctid FROM topic AS t JOIN event AS e
          ON e.school_id = t.school_id AND e.topic = t.topic AND e.epoch = t.epoch AND e.seq <= t.seq - ${newest}
          WHERE t.seq > ${newest} LIMIT ${trimmedAtOnce})
      )) RETURNING seq`
  })
})

const isSqlError = (error: unknown): error is SqlError => error instanceof SqlError

/** Events in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  EventLog,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = eventQueries(sql)
    return {
      atomically: writes => Effect.catchIf(transaction(sql)(writes), isSqlError, unavailableOrDie),
      append: Effect.fn("EventLog.append")(event =>
        writing(
          Effect.catchTag(queries.append({ ...event, epoch: uuid() }), "NoSuchElementException", cause =>
            Effect.die(cause)
          )
        )
      ),
      read: Effect.fn("EventLog.read")((topic, range) =>
        Effect.map(reading(queries.read({ ...topic, ...range })), rows => {
          const [first] = rows
          return {
            place: first === undefined ? beginning : { epoch: first.epoch, seq: first.head },
            events: rows.flatMap(({ seq, payload, at }) => (seq === null || at === null ? [] : [{ seq, payload, at }]))
          }
        })
      ),
      places: Effect.fn("EventLog.places")(topics => reading(queries.places(topics))),
      remove: Effect.fn("EventLog.remove")(topic => writing(queries.remove(topic))),
      trim: Effect.fn("EventLog.trim")(retention => Effect.map(writing(queries.trim(retention)), rows => rows.length))
    }
  })
)
