import { Schema } from "effect"
import { Action } from "./Action.ts"
import { WireSuggestion } from "./WireSuggestion.ts"

/** Conversations and what was said in them, as they stand on the wire. Times are ISO 8601 in UTC. */

export const WireConversation = Schema.Struct({
  id: Schema.String,
  /** What it was called, else the beginning of what was said first. */
  title: Schema.String,
  created_at: Schema.String,
  /** Of the newest message. */
  last_at: Schema.String,
  /** How many messages it has. */
  messages: Schema.Int
}).annotations({ identifier: "Conversation" })

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

/** A suggestion of an earlier answer, as it was shown, and what has become of it. */
export const WireOffered = Schema.Struct({
  state: Schema.Literal("open", "applied", "rejected", "expired"),
  suggestion: WireSuggestion
}).annotations({ identifier: "Offered" })
export interface WireOffered extends Schema.Schema.Type<typeof WireOffered> {}

export const WireMessage = Schema.Struct({
  id: Schema.String,
  type: Schema.Literal("user", "assistant", "system", "command"),
  content: Schema.String,
  at: Schema.String,
  /** Of an answer: the client's id of what it answers, what it cites, its buttons, and why it is not whole. */
  ref: optional(Schema.String),
  conflict_ids: optional(Schema.Array(Schema.String)),
  lesson_ids: optional(Schema.Array(Schema.String)),
  actions: optional(Schema.Array(Action)),
  reason: optional(Schema.String),
  /** Of an answer: the suggestions it made, where they are still kept. Of many, those of the newest answers. */
  offered: optional(Schema.Array(WireOffered))
}).annotations({ identifier: "Message" })
export interface WireMessage extends Schema.Schema.Type<typeof WireMessage> {}
