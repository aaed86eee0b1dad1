import { Schema } from "effect"
import { Action } from "./Action.ts"

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
  reason: optional(Schema.String)
}).annotations({ identifier: "Message" })
export interface WireMessage extends Schema.Schema.Type<typeof WireMessage> {}
