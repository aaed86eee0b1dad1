import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import type { Fragment } from "@effect/sql/Statement"
import { Schema } from "effect"
import { SchoolId } from "../../timetable/School.ts"
import { Conversation, StoredMessage } from "./ConversationRepo.ts"
import { storedMessages } from "./storedMessages.ts"

const { content, metadata, at, ...plain } = StoredMessage.fields

/** As a row goes in: the texts that may hold anything as JSON. */
const NewMessage = Schema.Struct({
  ...plain,
  content: Schema.parseJson(content),
  metadata: Schema.parseJson(metadata),
  at,
  hash: Schema.String,
  title: Schema.NullOr(Schema.parseJson(Schema.String))
})

/** The driver gives a bigint as text; JSON it has parsed already. */
const Millis = Schema.NumberFromString.pipe(Schema.int())
const MessageRow = Schema.Struct({ ...plain, content, metadata, at: Millis })
const ConversationRow = Schema.Struct({ ...Conversation.fields, createdAt: Millis, lastAt: Millis })

const Id = Schema.Struct({ id: Schema.String })
const Owned = Schema.Struct({ schoolId: SchoolId, userId: Schema.String, conversationId: Schema.String })

/** The statements on conversations and their messages. */
export const conversationQueries = (sql: SqlClient) => {
  const isOwned = ({ schoolId, userId, conversationId }: typeof Owned.Encoded): Fragment =>
    sql`school_id = ${schoolId} AND id = ${conversationId} AND user_id = ${userId} AND NOT removed`

  return {
    /** Those that were stored; see storedMessages.ts. */
    insert: SqlSchema.findAll({
      Request: Schema.Array(NewMessage),
      Result: Id,
      execute: rows => sql`
      WITH ${storedMessages(sql, rows)} SELECT id FROM stored`
    }),

    /** What was stored under the client's id, or is this very message. */
    sent: SqlSchema.findOne({
      Request: Schema.Struct({ ...Owned.fields, clientId: Schema.NullOr(Schema.String), id: Schema.String }),
      Result: Schema.Struct({ id: Schema.String, hash: Schema.String }),
      execute: ({ schoolId, userId, conversationId, clientId, id }) => sql`
      SELECT id, body_hash AS hash FROM message
      WHERE school_id = ${schoolId} AND user_id = ${userId}
        AND ${clientId === null ? sql`conversation_id = ${conversationId} AND id = ${id}` : sql`client_id = ${clientId}`}`
    }),

    owned: SqlSchema.findOne({
      Request: Owned,
      Result: Id,
      execute: owned => sql`SELECT id FROM conversation WHERE ${isOwned(owned)}`
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
    }),

    /** Of two that race with one client id, the loser may have made a conversation in which nothing was said. */
    list: SqlSchema.findAll({
      Request: Schema.Struct({
        schoolId: SchoolId,
        userId: Schema.String,
        after: Schema.NullOr(Schema.Struct({ id: Schema.String, lastAt: Schema.Int })),
        limit: Schema.Int
      }),
      Result: ConversationRow,
      execute: ({ schoolId, userId, after, limit }) => sql`
      SELECT c.id, coalesce(c.title, '""') AS title, c.created_at AS "createdAt", c.last_at AS "lastAt",
        (SELECT count(*)::int FROM message AS m WHERE m.school_id = c.school_id AND m.conversation_id = c.id) AS messages
      FROM conversation AS c
      WHERE c.school_id = ${schoolId} AND c.user_id = ${userId} AND NOT c.removed
        AND ${after === null ? sql`true` : sql`(c.last_at, c.id COLLATE "C") < (${after.lastAt}, ${after.id})`}
        AND EXISTS (SELECT FROM message AS m WHERE m.school_id = c.school_id AND m.conversation_id = c.id)
      ORDER BY c.last_at DESC, c.id COLLATE "C" DESC LIMIT ${limit}`
    }),

    rename: SqlSchema.findOne({
      Request: Schema.Struct({ ...Owned.fields, title: Schema.parseJson(Schema.String) }),
      Result: Id,
      execute: ({ title, ...owned }) =>
        sql`UPDATE conversation SET title = ${title}::json WHERE ${isOwned(owned)} RETURNING id`
    }),

    bury: SqlSchema.findOne({
      Request: Owned,
      Result: Id,
      execute: owned => sql`UPDATE conversation SET removed = true, title = NULL WHERE ${isOwned(owned)} RETURNING id`
    }),

    clear: SqlSchema.void({
      Request: Owned,
      execute: ({ schoolId, conversationId }) =>
        sql`DELETE FROM message WHERE school_id = ${schoolId} AND conversation_id = ${conversationId}`
    })
  }
}
