import * as SqlClient from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Effect, Layer, Option, Schema } from "effect"
import { reading, writing } from "../schedule/storageErrors.ts"
import { SchoolId } from "../timetable/School.ts"
import { type Appended, ConversationRepo, IdConflict, pageSize, StoredMessage } from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"

const { content, metadata, at, ...plain } = StoredMessage.fields

/** As the row goes in: the two texts that may hold anything as JSON. */
const NewMessage = Schema.Struct({
  ...plain,
  content: Schema.parseJson(content),
  metadata: Schema.parseJson(metadata),
  at,
  hash: Schema.String
})

/** As the row comes out: the driver has parsed the JSON already, and gives a bigint as text. */
const MessageRow = Schema.Struct({ ...plain, content, metadata, at: Schema.NumberFromString.pipe(Schema.int()) })

const conversationQueries = (sql: SqlClient.SqlClient) => ({
  /** One statement: of several senders of one client id exactly one gets a row back. */
  insert: SqlSchema.findOne({
    Request: NewMessage,
    Result: Schema.Struct({ id: Schema.String }),
    execute: message => sql`
      WITH made AS (
        INSERT INTO conversation (school_id, id) VALUES (${message.schoolId}, ${message.conversationId})
        ON CONFLICT DO NOTHING
      )
      INSERT INTO message
        (school_id, conversation_id, id, user_id, client_id, body_hash, type, content, metadata, at)
      VALUES (${message.schoolId}, ${message.conversationId}, ${message.id}, ${message.userId}, ${message.clientId},
        ${message.hash}, ${message.type}, ${message.content}::json, ${message.metadata}::json, ${message.at})
      ON CONFLICT (school_id, user_id, client_id) DO NOTHING
      RETURNING id`
  }),

  sent: SqlSchema.findOne({
    Request: Schema.Struct({ schoolId: SchoolId, userId: Schema.String, clientId: Schema.NullOr(Schema.String) }),
    Result: Schema.Struct({ id: Schema.String, hash: Schema.String }),
    execute: ({ schoolId, userId, clientId }) => sql`
      SELECT id, body_hash AS hash FROM message
      WHERE school_id = ${schoolId} AND user_id = ${userId} AND client_id = ${clientId}`
  }),

  /** Newest first. */
  page: SqlSchema.findAll({
    Request: Schema.Struct({
      schoolId: SchoolId,
      conversationId: Schema.String,
      before: Schema.NullOr(Schema.String),
      limit: Schema.Int
    }),
    Result: MessageRow,
    execute: ({ schoolId, conversationId, before, limit }) => sql`
      SELECT id, school_id AS "schoolId", conversation_id AS "conversationId", user_id AS "userId",
        client_id AS "clientId", type, content, metadata, at
      FROM message
      WHERE school_id = ${schoolId} AND conversation_id = ${conversationId}
        AND ${before === null ? sql`true` : sql`id < ${before}`}
      ORDER BY id DESC LIMIT ${limit}`
  })
})

/** Conversations in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  ConversationRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = conversationQueries(sql)

    const append = Effect.fn("ConversationRepo.append")(function* (message: StoredMessage) {
      const hash = bodyHash(message)
      const stored = yield* writing(queries.insert({ ...message, hash }))
      if (Option.isSome(stored)) return { messageId: stored.value.id, duplicate: false } satisfies Appended
      const first = yield* reading(queries.sent(message))
      if (Option.isNone(first)) return yield* Effect.dieMessage("a message that was in the way has gone")
      if (first.value.hash !== hash) return yield* new IdConflict({ clientId: message.clientId ?? "" })
      return { messageId: first.value.id, duplicate: true } satisfies Appended
    })

    return {
      append,
      messages: Effect.fn("ConversationRepo.messages")((schoolId, conversationId, { limit, before }) =>
        Effect.map(reading(queries.page({ schoolId, conversationId, before, limit: pageSize(limit) })), newestFirst =>
          newestFirst.toReversed()
        )
      )
    }
  })
)
