import type { SqlClient } from "@effect/sql/SqlClient"
import { Schema } from "effect"
import { v7 as uuid } from "uuid"
import { type StoredMessage, titleBy } from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"
import type { Entry } from "./Journal.ts"
import { type NewMessage, storedMessages } from "./storedMessages.ts"

/** What was written: messages by their id, frames by their number in the batch, with their place. */
export const WrittenRow = Schema.Struct({
  message: Schema.NullOr(Schema.String),
  frame: Schema.NullOr(Schema.Int),
  epoch: Schema.NullOr(Schema.String),
  /** The driver gives a bigint as text. */
  seq: Schema.NullOr(Schema.NumberFromString)
})

const present = <A>(value: A | null): ReadonlyArray<A> => (value === null ? [] : [value])

/** All frames of a batch, numbered through. Of an entry: the message and the run that they hang on. */
const framesOf = (batch: ReadonlyArray<Entry>) =>
  batch.flatMap(({ topic, says, ends, frames, at }) =>
    frames.map(frame => ({
      topic,
      frame,
      at,
      message: says?.id ?? null,
      run: ends === null || ends.aloneTold ? null : ends.runId
    }))
  )

/**
 * One statement, and so one round trip and one transaction, for any number of entries. The rows of
 * topics are locked in one order, as those of conversations are (see storedMessages.ts).
 */
export const writeAll = (sql: SqlClient, batch: ReadonlyArray<Entry>) => {
  const said = batch.flatMap(({ says }) => present(says))
  const begun = batch.flatMap(({ begins, says }) => present(begins).map(run => ({ ...run, after: says?.id ?? null })))
  const ended = batch.flatMap(({ ends }) => present(ends))
  // A row is written once a statement, and of a run that is over nobody asks whether its start was told.
  const over = new Set(ended.map(({ runId }) => runId))
  const started = batch.filter(({ starts }) => starts !== null && !over.has(starts))
  const frames = framesOf(batch)
  // Of topics that are new with this batch; an epoch is one topic's own.
  const epoch = uuid()
  return sql`
  WITH ${storedMessages(sql, said.map(rowOf))}, begun AS (
    INSERT INTO run (school_id, id, user_id, conversation_id, target, message_id, owner, begun_at, lease_until)
    SELECT school_id, id, user_id, conversation_id, target, message_id, owner, begun_at, lease_until FROM unnest(
      ${begun.map(run => run.schoolId)}::text[], ${begun.map(run => run.id)}::text[],
      ${begun.map(run => run.userId)}::text[], ${begun.map(run => run.conversationId)}::text[],
      ${begun.map(run => run.target)}::text[], ${begun.map(run => run.messageId)}::text[],
      ${begun.map(run => run.owner)}::text[], ${begun.map(run => run.begunAt)}::bigint[],
      ${begun.map(run => run.leaseUntil)}::bigint[], ${begun.map(run => run.after)}::text[]
    ) AS b (school_id, id, user_id, conversation_id, target, message_id, owner, begun_at, lease_until, after)
    WHERE after IS NULL OR after IN (SELECT id FROM stored)
  ), started AS (
    UPDATE run AS r SET started = true
    FROM unnest(
      ${started.map(({ topic }) => topic.schoolId)}::text[], ${started.map(({ starts }) => starts)}::text[]
    ) AS s (school_id, id)
    WHERE r.school_id = s.school_id AND r.id = s.id
  ), ended AS (
    UPDATE run AS r SET outcome = e.outcome, usage = e.usage, ended_at = e.at
    FROM unnest(
      ${ended.map(run => run.schoolId)}::text[], ${ended.map(run => run.runId)}::text[],
      ${ended.map(run => run.outcome)}::text[],
      ${ended.map(run => (run.usage === null ? null : JSON.stringify(run.usage)))}::text[]::json[],
      ${ended.map(run => run.at)}::bigint[]
    ) AS e (school_id, id, outcome, usage, at)
    WHERE r.school_id = e.school_id AND r.id = e.id AND r.outcome IS NULL
    RETURNING r.id
  ), told AS (
    SELECT school_id, topic, payload, at, frame FROM unnest(
      ${frames.map(({ topic }) => topic.schoolId)}::text[], ${frames.map(({ topic }) => topic.topic)}::text[],
      ${frames.map(({ frame }) => JSON.stringify(frame))}::text[]::json[],
      ${frames.map(({ at }) => at)}::bigint[], ${frames.map(({ message }) => message)}::text[],
      ${frames.map(({ run }) => run)}::text[]
    ) WITH ORDINALITY AS f (school_id, topic, payload, at, message, run, frame)
    WHERE (message IS NULL OR message IN (SELECT id FROM stored)) AND (run IS NULL OR run IN (SELECT id FROM ended))
  ), numbered AS (
    INSERT INTO topic AS t (school_id, topic, epoch, seq)
    SELECT school_id, topic, ${epoch}::text, count(*) FROM told GROUP BY school_id, topic ORDER BY school_id, topic
    ON CONFLICT (school_id, topic) DO UPDATE SET seq = t.seq + excluded.seq
    RETURNING school_id, topic, epoch, seq
  ), placed AS (
    SELECT f.school_id, f.topic, n.epoch, f.payload, f.at, f.frame,
      n.seq + 1 - row_number() OVER (PARTITION BY f.school_id, f.topic ORDER BY f.frame DESC) AS seq
    FROM told AS f JOIN numbered AS n ON n.school_id = f.school_id AND n.topic = f.topic
  ), kept AS (
    INSERT INTO event (school_id, topic, epoch, seq, payload, at)
    SELECT school_id, topic, epoch, seq, payload, at FROM placed
  )
  SELECT id AS message, NULL::integer AS frame, NULL AS epoch, NULL::bigint AS seq FROM stored
  UNION ALL SELECT NULL, frame::integer - 1, epoch, seq FROM placed`
}

const rowOf = (message: StoredMessage): NewMessage => {
  const title = titleBy(message)
  return {
    ...message,
    hash: bodyHash(message),
    content: JSON.stringify(message.content),
    metadata: JSON.stringify(message.metadata),
    title: title === null ? null : JSON.stringify(title)
  }
}
