import type { SqlClient } from "@effect/sql/SqlClient"
import type { Fragment } from "@effect/sql/Statement"

/** A message as a row goes in: the texts that may hold anything as JSON, since a text of PostgreSQL refuses NUL. */
export interface NewMessage {
  readonly schoolId: string
  readonly conversationId: string
  readonly id: string
  readonly userId: string
  readonly clientId: string | null
  readonly hash: string
  readonly type: string
  readonly content: string
  readonly metadata: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of the conversation, where this message gives it one. */
  readonly title: string | null
}

/**
 * The part of a statement, behind its WITH, that stores messages: `stored` has the ids of those that were. Of several
 * senders of one client id exactly one gets its message stored. Locks the conversations' rows, always in the same order,
 * so that whoever removes one comes before all of this or after it, and batches of several nodes do not wait for each
 * other in a ring. Columns go in as arrays: one text of JSON for all rows would refuse NUL.
 */
export const storedMessages = (sql: SqlClient, rows: ReadonlyArray<NewMessage>): Fragment => sql`
  fresh AS (
    SELECT * FROM unnest(
      ${rows.map(row => row.schoolId)}::text[], ${rows.map(row => row.conversationId)}::text[],
      ${rows.map(row => row.id)}::text[], ${rows.map(row => row.userId)}::text[],
      ${rows.map(row => row.clientId)}::text[], ${rows.map(row => row.hash)}::text[],
      ${rows.map(row => row.type)}::text[], ${rows.map(row => row.content)}::text[]::json[],
      ${rows.map(row => row.metadata)}::text[]::json[], ${rows.map(row => row.at)}::bigint[],
      ${rows.map(row => row.title)}::text[]::json[]
    ) AS b (school_id, conversation_id, id, user_id, client_id, body_hash, type, content, metadata, at, title)
    WHERE NOT EXISTS (
      SELECT FROM message AS m
      WHERE m.school_id = b.school_id AND m.user_id = b.user_id AND m.client_id = b.client_id)
  ), talk AS (
    INSERT INTO conversation AS c (school_id, id, user_id, title, created_at, last_at)
    SELECT school_id, conversation_id, (array_agg(user_id ORDER BY id))[1],
      (array_agg(title ORDER BY id) FILTER (WHERE title IS NOT NULL))[1], min(at), max(at)
    FROM fresh GROUP BY school_id, conversation_id ORDER BY school_id, conversation_id
    ON CONFLICT (school_id, id) DO UPDATE
      SET last_at = greatest(c.last_at, excluded.last_at), title = coalesce(c.title, excluded.title)
      WHERE c.user_id = excluded.user_id AND NOT c.removed
    RETURNING school_id, id, user_id
  ), stored AS (
    INSERT INTO message
      (school_id, conversation_id, id, user_id, client_id, body_hash, type, content, metadata, at)
    SELECT f.school_id, f.conversation_id, f.id, f.user_id, f.client_id, f.body_hash, f.type, f.content, f.metadata, f.at
    FROM fresh AS f JOIN talk AS t ON t.school_id = f.school_id AND t.id = f.conversation_id AND t.user_id = f.user_id
    ON CONFLICT DO NOTHING
    RETURNING id
  )`
