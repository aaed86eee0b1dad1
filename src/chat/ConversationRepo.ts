import { Context, Data, type Effect, Schema } from "effect"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import { SchoolId } from "../timetable/School.ts"

/** A message as it is kept. Text is kept exactly as sent, lone surrogates included. */
export const StoredMessage = Schema.Struct({
  /** UUIDv7, so that messages of a conversation sort by when they were stored. */
  id: Schema.NonEmptyString,
  schoolId: SchoolId,
  conversationId: Schema.NonEmptyString,
  userId: Schema.NonEmptyString,
  /** The id the client gave its frame; null for what the server says. */
  clientId: Schema.NullOr(Schema.NonEmptyString),
  type: Schema.Literal("user", "assistant", "system", "command"),
  content: Schema.String,
  /** JSON, as on the wire. */
  metadata: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  /** Milliseconds since 1970, by the server's clock. */
  at: Schema.Int
})
export interface StoredMessage extends Schema.Schema.Type<typeof StoredMessage> {}

/** The user already sent a frame with this id, and it said something else. */
export class IdConflict extends Data.TaggedError("IdConflict")<{ readonly clientId: string }> {}

export interface Appended {
  /** Of the stored message; of the first one when this is a repetition. */
  readonly messageId: string
  readonly duplicate: boolean
}

/** How many messages a page holds, whatever was asked for: 1 … 500. */
export const pageSize = (limit: number): number => Math.min(Math.max(Math.trunc(limit), 1), 500)

/**
 * What was said. A conversation belongs to a school and is made by its first message. `append` is idempotent per
 * (school, user, clientId): the same body again stores nothing and answers `duplicate`.
 */
export class ConversationRepo extends Context.Tag("chat/ConversationRepo")<
  ConversationRepo,
  {
    readonly append: (message: StoredMessage) => Effect.Effect<Appended, IdConflict | StorageUnavailable>
    /** Newest last, at most `limit` (1 … 500), older than the message `before` where one is given. */
    readonly messages: (
      schoolId: SchoolId,
      conversationId: string,
      page: { readonly limit: number; readonly before: string | null }
    ) => Effect.Effect<ReadonlyArray<StoredMessage>, StorageUnavailable>
  }
>() {}
