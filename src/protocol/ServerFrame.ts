import { Schema } from "effect"
import { Action } from "./Action.ts"
import { ChatMessage } from "./ChatMessage.ts"
import { encodedConstant, encodedText } from "./constants.ts"
import { Data } from "./Data.ts"
import { ErrorCode } from "./ErrorCode.ts"
import { WireCommand, WireScore, WireTimetable } from "./Facts.ts"
import { WireChange } from "./WireChange.ts"
import { WireSuggestion } from "./WireSuggestion.ts"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

export const AckStatus = Schema.Literal("accepted", "duplicate", "queued", "noop")
export const Outcome = Schema.Literal("completed", "cancelled", "interrupted", "failed")
export type Outcome = typeof Outcome.Type

const event = <Name extends string, Fields extends Schema.Struct.Fields>(name: Name, fields: Fields) =>
  Schema.Struct({ event: Schema.Literal(name), ...fields })

/** `metadata` of every frame the server sends that carries an `event`. */
export const ServerEvent = Schema.Union(
  event("ready", {
    ref: optional(Schema.String),
    connection_id: Schema.String,
    session_id: Schema.String,
    user: Schema.Struct({ id: Schema.String, name: Schema.String }),
    protocol: Schema.String,
    /** null: the school has no timetable yet. */
    timetable: Schema.NullOr(WireTimetable),
    /** Of the topics that a `hello` asked to resume: true = all that was missed follows; false = load it again. */
    resumed: Schema.Record({ key: Schema.String, value: Schema.Boolean }),
    /** Why a topic was not resumed. */
    reasons: optional(Schema.Record({ key: Schema.String, value: Schema.String })),
    /** What is followed, each from its place on: the next kept frame there has the next `seq`. */
    topics: Schema.Array(Schema.Struct({ topic: Schema.String, epoch: Schema.String, seq: Schema.Int })),
    limits: Schema.Struct({
      max_message_bytes: Schema.Int,
      messages_per_second: Schema.Int,
      burst: Schema.Int,
      topics: Schema.Int,
      runs: Schema.Int,
      /** Over all connections of the person, and of the network address; 0 = no limit. */
      messages_per_second_user: optional(Schema.Int),
      messages_per_second_address: optional(Schema.Int),
      connections_per_user: optional(Schema.Int),
      connections_per_address: optional(Schema.Int),
      json_depth: optional(Schema.Int),
      json_keys: optional(Schema.Int),
      /** Ids in one list of a frame. */
      entities: optional(Schema.Int),
      /** Frames that may wait to be taken in before reading pauses. */
      inbox: optional(Schema.Int),
      /** Bytes that may wait for a slow reader. */
      outbox_bytes: optional(Schema.Int)
    }),
    heartbeat_ms: Schema.Int,
    assistant: Schema.Struct({ provider: Schema.String, state: Schema.String }),
    commands: Schema.Array(WireCommand),
    server_time: Schema.String
  }),
  event("ack", {
    ref: Schema.String,
    status: AckStatus,
    message_id: optional(Schema.String),
    position: optional(Schema.Int),
    /** Of what was stored: its place in its topic, where the others are told it as a frame. */
    topic: optional(Schema.String),
    epoch: optional(Schema.String),
    seq: optional(Schema.Int),
    result: optional(Schema.Unknown)
  }),
  event("run.start", {
    run_id: Schema.String,
    ref: Schema.String,
    conversation_id: Schema.String,
    provider: Schema.String,
    attempt: Schema.Int
  }),
  /** Several that waited for a slow reader may come as one: `next_index` then says which index is next; else it is the next number. */
  event("delta", {
    run_id: Schema.String,
    message_id: Schema.String,
    index: Schema.Int,
    next_index: optional(Schema.Int)
  }),
  /** What was streamed so far is void; `index` of the deltas counts on. */
  event("run.reset", { run_id: Schema.String, attempt: Schema.Int, provider: Schema.String }),
  /** For one who joins while an answer is made: all that was streamed and stands; the next delta has `next_index`. */
  event("run.snapshot", {
    run_id: Schema.String,
    ref: Schema.String,
    conversation_id: Schema.String,
    message_id: Schema.String,
    text: Schema.String,
    next_index: Schema.Int
  }),
  event("run.done", {
    run_id: Schema.String,
    conversation_id: Schema.String,
    outcome: Outcome,
    degraded: Schema.Boolean,
    /** Tokens, as providers counted them; `estimated`: by length, where an answer was cut short before they did. */
    usage: optional(
      Schema.Struct({ input: Schema.Int, output: Schema.Int, estimated: optional(Schema.Literal(true)) })
    ),
    /** Why it is degraded, or came to no good end; may be shown. */
    reason: optional(Schema.String),
    /** Ways on, where there is no whole answer. */
    actions: optional(Schema.Array(Action))
  }),
  event("progress", {
    ref: Schema.String,
    run_id: Schema.String,
    phase: Schema.String,
    /** Of the time or the work, 0 … 1. */
    fraction: optional(Schema.Number),
    score: optional(WireScore),
    /** The score of the best plan so far. */
    best: optional(WireScore)
  }),
  event("change", {
    /** Place in the feed of the timetable: one more than the change before. */
    epoch: Schema.String,
    seq: Schema.Int,
    ...WireChange.fields
  }),
  /** Something everybody should know that needs no answer, e.g. that another assistant answers now. */
  event("notice", {
    about: Schema.String,
    message: Schema.String,
    /** About the assistant: who answers now, and how it is (ok, degraded, open), as in `ready`. */
    provider: optional(Schema.String),
    state: optional(Schema.String)
  }),
  /** A timetable of the school came, or was replaced; for all of the school, whichever one they look at. */
  event("imported", {
    timetable: WireTimetable,
    actor: Schema.Struct({ id: Schema.String, name: Schema.String })
  }),
  event("presence", {
    timetable_id: Schema.String,
    /** People, and their connections; `users` names the first hundred. */
    total: Schema.Int,
    connections: Schema.Int,
    users: Schema.Array(Schema.Struct({ id: Schema.String, name: Schema.String, connections: Schema.Int }))
  }),
  event("error", {
    ref: optional(Schema.String),
    code: ErrorCode,
    message: Schema.String,
    temporary: Schema.Boolean,
    retry_after_ms: optional(Schema.Int),
    issues: optional(Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String }))),
    /** Ways out: commands, ready to be sent back. */
    actions: optional(Schema.Array(Action))
  }),
  event("pong", { ref: Schema.String, t: optional(Schema.Unknown), server_time: Schema.String }),
  event("goodbye", { reason: Schema.String, reconnect: Schema.Boolean, after_ms: Schema.Int })
)
export type ServerEvent = typeof ServerEvent.Type
export type ServerEventOf<Name extends ServerEvent["event"]> = Extract<ServerEvent, { readonly event: Name }>

/** `metadata` of an answer: a plain `assistant` message, authoritative over any deltas before it. */
export const AnswerMetadata = Schema.Struct({
  ref: Schema.String,
  message_id: Schema.String,
  run_id: optional(Schema.String),
  conversation_id: Schema.String,
  command: optional(Schema.String),
  /** Of the command, as they were given or understood. */
  parameters: optional(Schema.Record({ key: Schema.String, value: Schema.String })),
  /** What an everyday sentence was taken for, in its own language. */
  understood: optional(Schema.String),
  data: optional(Data),
  conflict_ids: Schema.Array(Schema.String),
  lesson_ids: Schema.Array(Schema.String),
  suggestions: Schema.Array(WireSuggestion),
  actions: Schema.Array(Action),
  provider: Schema.String,
  degraded: Schema.Boolean,
  reason: optional(Schema.String)
}).annotations({ identifier: "AnswerMetadata" })
export interface AnswerMetadata extends Schema.Schema.Type<typeof AnswerMetadata> {}

/** `metadata` of what a user said, told to the other connections in that conversation. */
export const SaidMetadata = Schema.Struct({
  ref: Schema.String,
  message_id: Schema.String,
  conversation_id: Schema.String
}).annotations({ identifier: "SaidMetadata" })
export interface SaidMetadata extends Schema.Schema.Type<typeof SaidMetadata> {}

/**
 * What the server says, before the door stamps it with an id and the time. Types only: it is made here and needs no
 * check on the way out; tests decode every frame they receive with the schemas above.
 */
export interface ServerFrame {
  readonly type: "assistant" | "system" | "user"
  readonly content: string
  readonly metadata: ServerEvent | AnswerMetadata | SaidMetadata
  /** Fixed ids: a final message is known by the same id on the wire and in the store. */
  readonly id?: string
}

/** An event has a short text too, so that a client that knows only ChatMessage can show it. */
export const eventFrame = (content: string, metadata: ServerEvent): ServerFrame => ({
  type: "system",
  content,
  metadata
})

export const answerFrame = (content: string, metadata: AnswerMetadata): ServerFrame => ({
  type: "assistant",
  content,
  metadata,
  id: metadata.message_id
})

export const saidFrame = (content: string, metadata: SaidMetadata): ServerFrame => ({
  type: "user",
  content,
  metadata,
  id: metadata.message_id
})

/** Content may quote what somebody gave as a parameter; a NUL in it would make the frame one that no client may read. */
const encodeContent = (content: string): string =>
  encodedText(content) ?? JSON.stringify(content.includes("\u0000") ? content.replaceAll("\u0000", "\ufffd") : content)

/** The one field that may be large and the same in every frame: the facts of an answer, the commands of a greeting. */
const encodeMetadata = (metadata: ServerFrame["metadata"]): string => {
  if ("data" in metadata && metadata.data !== undefined)
    return withConstant({ ...metadata, data: undefined }, "data", metadata.data)
  if ("commands" in metadata) return withConstant({ ...metadata, commands: undefined }, "commands", metadata.commands)
  return JSON.stringify(metadata)
}

/** `rest` has other fields besides. */
const withConstant = (rest: object, name: string, value: object): string =>
  `${JSON.stringify(rest).slice(0, -1)},"${name}":${encodedConstant(value) ?? JSON.stringify(value)}}`

/** The JSON of a ChatMessage, put together from its parts so that those which never change are not encoded again. */
export const encodeFrame = ({ id: own, type, content, metadata }: ServerFrame, id: string, timestamp: string): string =>
  `{"id":${JSON.stringify(own ?? id)},"type":"${type}","content":${encodeContent(content)},"timestamp":"${timestamp}","metadata":${encodeMetadata(metadata)}}`

const isPlain = (metadata: Readonly<Record<string, unknown>>): boolean => metadata.event === undefined

const eventNames: ReadonlySet<unknown> = new Set(ServerEvent.members.map(member => member.fields.event.literals[0]))

/** How a client reads a frame: the envelope first, then what its metadata holds; unknown events are passed over. */
export const decodeServerFrame = (text: string) => {
  const message = Schema.decodeSync(Schema.parseJson(ChatMessage))(text)
  const metadata = message.metadata ?? {}
  return {
    message,
    answer: isPlain(metadata) && message.type !== "user" ? Schema.decodeUnknownSync(AnswerMetadata)(metadata) : null,
    said: isPlain(metadata) && message.type === "user" ? Schema.decodeUnknownSync(SaidMetadata)(metadata) : null,
    event: eventNames.has(metadata.event) ? Schema.decodeUnknownSync(ServerEvent)(metadata) : null
  }
}
