import { Schema } from "effect"
import { ChatCommand, ChatMessage } from "../protocol/ChatMessage.ts"
import { type ClientEventName, clientEvents, clientMetadata } from "../protocol/ClientFrame.ts"
import { AnswerMetadata, SaidMetadata, ServerEvent } from "../protocol/ServerFrame.ts"
import { answerExample, clientExamples, eventExamples, saidExample } from "./examples.ts"
import type { JsonObject } from "./Json.ts"
import { clientSummaries, eventSummaries } from "./summaries.ts"

export type Side = "client" | "server"

/** A kind of frame: who sends it, when, its schema, and one as it goes over the wire. */
export interface FrameKind {
  readonly name: string
  readonly from: Side
  readonly summary: string
  /** Names of the kinds that answer it, in order; `error` may come instead of any. */
  readonly answers: ReadonlyArray<string>
  readonly schema: Schema.Schema.AnyNoContext
  readonly example: JsonObject
}

type MessageType = ChatMessage["type"]

const { metadata: _, ...envelope } = ChatMessage.fields
const framed = (type: MessageType, metadata: Schema.Schema.AnyNoContext) =>
  Schema.Struct({ ...envelope, type: Schema.Literal(type), metadata })

const sample = (type: MessageType, id: string, content: string, metadata: object): JsonObject =>
  JSON.parse(JSON.stringify({ id, type, content, timestamp: "2026-11-23T08:00:00.000Z", metadata }))

/** Where a kept frame stands in its topic; frames that only this connection gets have no place. */
const placed = (schema: Schema.Schema.AnyNoContext) =>
  Schema.extend(
    schema,
    Schema.Struct({
      epoch: Schema.optionalWith(Schema.String, { exact: true }),
      seq: Schema.optionalWith(Schema.Int, { exact: true })
    })
  )

const named = (event: string, schema: Schema.Schema.AnyNoContext) =>
  Schema.extend(Schema.Struct({ event: Schema.Literal(event) }), schema)

const run = ["ack", "run.start", "delta", "answer", "run.done"]

const clientNames: ReadonlyArray<ClientEventName> = ["hello", "view", "cancel", "auth", "ping"]

const plainKinds: ReadonlyArray<FrameKind> = [
  {
    name: "user",
    from: "client",
    summary: "Free text, as one would write to a colleague",
    answers: run,
    schema: framed("user", Schema.NullOr(clientMetadata.user)),
    example: sample("user", "q2", "What conflicts do we have on Monday morning?", {})
  },
  {
    name: "command",
    from: "client",
    summary: "A command: `/name key=value` as content, or the object in its metadata, which wins",
    answers: ["ack", "answer"],
    schema: framed("command", Schema.NullOr(clientMetadata.command)),
    example: sample("command", "q1", "/conflicts day=monday time=morning", {})
  },
  {
    name: "bareCommand",
    from: "client",
    summary: "A command without the envelope",
    answers: ["ack", "answer"],
    schema: ChatCommand,
    example: { id: "q1", command: "/conflicts", parameters: { day: "monday", time: "morning" } }
  },
  {
    name: "answer",
    from: "server",
    summary: "The final answer, authoritative over any deltas before it",
    answers: [],
    schema: framed("assistant", placed(AnswerMetadata)),
    example: sample(
      "assistant",
      answerExample.message_id,
      "1 conflict on Monday morning: 1 hard, 0 soft.",
      answerExample
    )
  },
  {
    name: "said",
    from: "server",
    summary: "What somebody said in a conversation that is followed here",
    answers: [],
    schema: framed("user", placed(SaidMetadata)),
    example: sample("user", saidExample.message_id, "What is wrong on Monday?", saidExample)
  }
]

const clientKinds: ReadonlyArray<FrameKind> = clientNames.map(event => ({
  name: event,
  from: "client",
  summary: clientSummaries[event].summary,
  answers: clientSummaries[event].answers,
  schema: framed("system", named(event, clientEvents[event])),
  example: sample("system", "q4", event, { event, ...clientExamples[event] })
}))

/** Streamed pieces are the assistant's words; every other event is the system's. */
const typeOf = (event: string): MessageType => (event === "delta" ? "assistant" : "system")

const serverKinds: ReadonlyArray<FrameKind> = ServerEvent.members.map(member => {
  const [event] = member.fields.event.literals
  return {
    name: event,
    from: "server",
    summary: eventSummaries[event],
    answers: [],
    schema: framed(typeOf(event), event === "run.start" || event === "run.done" ? placed(member) : member),
    example: sample(typeOf(event), "019ab0c4-6a52-7000-8000-000000000009", event, eventExamples[event])
  }
})

/** Every kind of frame there is, those of the client first. */
export const frameKinds: ReadonlyArray<FrameKind> = [...plainKinds, ...clientKinds, ...serverKinds].sort(
  (a, b) => Number(a.from === "server") - Number(b.from === "server")
)
