import { Context, Data, type Effect, Schema } from "effect"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { SchoolId } from "../../timetable/School.ts"
import { type Refusal, refuse } from "../Refusal.ts"

/** A message as it is kept. Text is kept exactly as sent, lone surrogates included. */
export const StoredMessage = Schema.Struct({
  /** UUIDv7, so that messages of a conversation sort by when they were stored. */
  id: Schema.NonEmptyString,
  schoolId: SchoolId,
  conversationId: Schema.NonEmptyString,
  /** Whose conversation it is: whoever speaks in it, the assistant too, speaks on this user's account. */
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

/** A conversation as its owner sees it in a list. */
export const Conversation = Schema.Struct({
  id: Schema.NonEmptyString,
  /** What it was called, else the beginning of what its owner said first; empty until then. */
  title: Schema.String,
  /** Milliseconds since 1970: of its first and of its newest message. */
  createdAt: Schema.Int,
  lastAt: Schema.Int,
  /** How many messages it has. */
  messages: Schema.Int
})
export interface Conversation extends Schema.Schema.Type<typeof Conversation> {}

/** Whose conversations: nobody sees another's, or another school's. */
export interface ConversationOwner {
  readonly schoolId: SchoolId
  readonly userId: string
}

/** The user already sent a frame with this id, and it said something else. */
export class IdConflict extends Data.TaggedError("IdConflict")<{ readonly clientId: string }> {}

/** There is none of this id, or it is somebody else's, or it was removed: all answered the same way. */
export const noSuchConversation = (conversationId: string): Refusal =>
  refuse("not_found", `There is no conversation "${conversationId}" of yours.`, [
    { path: "metadata.conversation_id", message: "not found" }
  ])

export interface Appended {
  /** Of the stored message; of the first one when this is a repetition. */
  readonly messageId: string
  readonly duplicate: boolean
}

export interface MessagePage {
  readonly limit: number
  /** Only messages older than the one of this id; null = from the newest. */
  readonly before: string | null
}

export interface ConversationPage {
  readonly limit: number
  /** Only conversations that come after this one, the last of the page before; null = from the newest. */
  readonly after: Pick<Conversation, "id" | "lastAt"> | null
}

const within = (most: number) => (limit: number) => Math.min(Math.max(Math.trunc(limit), 1), most)

/** How many messages a page holds, whatever was asked for: 1 … 500. */
export const pageSize = within(500)

/** How many conversations a page holds, whatever was asked for: 1 … 100. */
export const listSize = within(100)

/** A title from what somebody said: one line of at most 80 characters, none of them cut in half. */
export const titleFrom = (text: string): string =>
  Array.from(text.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .slice(0, 80)
    .join("")

/** The title that a message gives to a conversation that has none. */
export const titleBy = ({ type, content }: StoredMessage): string | null =>
  type === "user" || type === "command" ? titleFrom(content) : null

/**
 * What was said. A conversation is made by its first message and belongs to that message's school and user for good:
 * for anybody else it is not there. Once removed, its id stays refused, to its owner too, so that an answer which was
 * still being made cannot bring it back. Appending is idempotent per (school, user, clientId) and per message id: the
 * same again stores nothing.
 */
export class ConversationRepo extends Context.Tag("chat/ConversationRepo")<
  ConversationRepo,
  {
    /** A repeated message is answered as `duplicate`, wherever it is said. Refused: `noSuchConversation`. */
    readonly append: (message: StoredMessage) => Effect.Effect<Appended, IdConflict | Refusal | StorageUnavailable>
    /**
     * For the log that is written behind: of any number of messages, stores those that are new and may be said where
     * they were. Answers how many; what is left over was there already or has no conversation to go to.
     */
    readonly appendAll: (messages: ReadonlyArray<StoredMessage>) => Effect.Effect<number, StorageUnavailable>
    /** For the server itself, which knows whose conversation it is. Newest last, at most `limit` (1 … 500). */
    readonly messages: (
      schoolId: SchoolId,
      conversationId: string,
      page: MessagePage
    ) => Effect.Effect<ReadonlyArray<StoredMessage>, StorageUnavailable>
    /** `messages`, for somebody who asks. Refused: `noSuchConversation`. */
    readonly history: (
      owner: ConversationOwner,
      conversationId: string,
      page: MessagePage
    ) => Effect.Effect<ReadonlyArray<StoredMessage>, Refusal | StorageUnavailable>
    /** The owner's conversations, the one with the newest message first, at most `limit` (1 … 100). */
    readonly list: (
      owner: ConversationOwner,
      page: ConversationPage
    ) => Effect.Effect<ReadonlyArray<Conversation>, StorageUnavailable>
    /** The title is made fit by `titleFrom`. Refused: `noSuchConversation`. */
    readonly rename: (
      owner: ConversationOwner,
      conversationId: string,
      title: string
    ) => Effect.Effect<void, Refusal | StorageUnavailable>
    /** The messages go with it. Refused: `noSuchConversation`, the second time too. */
    readonly remove: (
      owner: ConversationOwner,
      conversationId: string
    ) => Effect.Effect<void, Refusal | StorageUnavailable>
  }
>() {}
