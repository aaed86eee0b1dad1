import * as AnthropicClient from "@effect/ai-anthropic/AnthropicClient"
import type { BetaCreateMessageParams } from "@effect/ai-anthropic/Generated"
import { HttpClient } from "@effect/platform"
import { Effect, Either, Predicate, type Redacted, Schema } from "effect"
import { failure } from "../AiFailure.ts"
import { type EventReader, postForEvents } from "./EventStream.ts"
import { malformed, reportedError, typedEvents } from "./events.ts"
import { type Call, type Model, StepPart, type StepRequest, Turn } from "./Model.ts"

const name = "anthropic"

const count = Schema.optional(Schema.NullOr(Schema.Number))
const Counted = Schema.Struct({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count
})

/** Of each event only what is used: the API adds fields as it goes. */
const Event = Schema.Union(
  Schema.Struct({ type: Schema.Literal("message_start"), message: Schema.Struct({ usage: Schema.optional(Counted) }) }),
  Schema.Struct({
    type: Schema.Literal("content_block_start"),
    index: Schema.Number,
    content_block: Schema.Struct({
      type: Schema.String,
      id: Schema.optional(Schema.String),
      name: Schema.optional(Schema.String)
    })
  }),
  Schema.Struct({
    type: Schema.Literal("content_block_delta"),
    index: Schema.Number,
    delta: Schema.Struct({
      type: Schema.String,
      text: Schema.optional(Schema.String),
      partial_json: Schema.optional(Schema.String)
    })
  }),
  Schema.Struct({ type: Schema.Literal("content_block_stop"), index: Schema.Number }),
  Schema.Struct({
    type: Schema.Literal("message_delta"),
    delta: Schema.Struct({ stop_reason: Schema.optional(Schema.NullOr(Schema.String)) }),
    usage: Schema.optional(Counted)
  }),
  Schema.Struct({ type: Schema.Literal("message_stop") }),
  Schema.Struct({ type: Schema.Literal("error"), error: Schema.Struct({ type: Schema.String }) })
)

const finish = (stopReason: string | null, input: number, output: number): ReadonlyArray<StepPart> => {
  if (stopReason === null) return malformed(name)
  const usage = input + output === 0 ? null : { input, output }
  if (stopReason === "end_turn" || stopReason === "tool_use" || stopReason === "stop_sequence")
    return [StepPart.Finish({ ending: "whole", usage })]
  if (stopReason === "max_tokens" || stopReason === "model_context_window_exceeded")
    return [StepPart.Finish({ ending: "length", usage })]
  return [StepPart.Failed({ failure: failure(name, "filtered", `${name} withheld its answer`) })]
}

const makeReader = (): EventReader => {
  const writing = new Map<number, Call>()
  let stopReason: string | null = null
  let input = 0
  let output = 0
  const counted = (usage: typeof Counted.Type | undefined): void => {
    if (usage === undefined) return
    const all =
      (usage.input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0)
    // Counts are cumulative: the last one tells.
    input = Math.max(input, all)
    output = Math.max(output, usage.output_tokens ?? 0)
  }
  const partsOf = (event: typeof Event.Type): ReadonlyArray<StepPart> => {
    switch (event.type) {
      case "message_start":
        counted(event.message.usage)
        return []
      case "content_block_start": {
        const { type, id, name: tool } = event.content_block
        if (type !== "tool_use") return []
        if (id === undefined || tool === undefined) return malformed(name)
        writing.set(event.index, { id, name: tool, arguments: "" })
        return []
      }
      case "content_block_delta": {
        const { text, partial_json } = event.delta
        if (event.delta.type === "text_delta") return text === undefined ? malformed(name) : [StepPart.Text({ text })]
        const call = writing.get(event.index)
        if (event.delta.type === "input_json_delta") {
          if (call === undefined || partial_json === undefined) return malformed(name)
          writing.set(event.index, { ...call, arguments: call.arguments + partial_json })
        }
        return [StepPart.Alive()]
      }
      case "content_block_stop": {
        const call = writing.get(event.index)
        writing.delete(event.index)
        return call === undefined ? [] : [StepPart.Called({ call })]
      }
      case "message_delta":
        counted(event.usage)
        stopReason = event.delta.stop_reason ?? stopReason
        return []
      case "message_stop":
        return finish(stopReason, input, output)
      case "error":
        return reportedError(name, event.error.type)
    }
  }
  return {
    read: typedEvents(
      name,
      Event,
      Event.members.map(member => member.fields.type.literals[0]),
      ({ type, delta }) =>
        type === "content_block_delta" &&
        Predicate.isRecord(delta) &&
        delta.type === "text_delta" &&
        typeof delta.text === "string"
          ? delta.text
          : null,
      partsOf,
      () => []
    ),
    end: () => []
  }
}

const readObject = Schema.decodeUnknownEither(
  Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
)

const messageOf = Turn.$match({
  Says: ({ role, text }) => ({ role, content: text }),
  Calls: ({ text, calls }) => ({
    role: "assistant" as const,
    content: [
      ...(text.trim() === "" ? [] : [{ type: "text" as const, text }]),
      ...calls.map(call => ({
        type: "tool_use" as const,
        id: call.id,
        name: call.name,
        // What was no JSON object cannot be said again in this protocol; the refusal that follows tells what was wrong.
        input: Either.getOrElse(readObject(call.arguments), () => ({}))
      }))
    ]
  }),
  Returns: ({ results }) => ({
    role: "user" as const,
    content: results.map(({ id, text, refused }) => ({
      type: "tool_result" as const,
      tool_use_id: id,
      content: text,
      is_error: refused
    }))
  })
})

/** The protocol wants a person to begin, and takes no empty text. */
const talk = (turns: ReadonlyArray<Turn>) => {
  const spoken = turns.filter(turn => turn._tag !== "Says" || turn.text.trim() !== "")
  const start = spoken.findIndex(turn => turn._tag === "Says" && turn.role === "user")
  return spoken.slice(Math.max(0, start)).map(turn => messageOf(turn))
}

const bodyOf = (model: string, request: StepRequest): typeof BetaCreateMessageParams.Encoded => ({
  model,
  system: request.prompt,
  messages: talk(request.turns),
  max_tokens: request.maxOutputTokens,
  stream: true,
  ...(request.tools.length === 0
    ? {}
    : {
        tools: request.tools.map(tool => ({
          name: tool.name,
          description: tool.description,
          input_schema: { ...tool.parameters, type: "object" as const }
        })),
        tool_choice: { type: request.mayCall ? ("auto" as const) : ("none" as const) }
      })
})

/** Anthropic's Messages API (`POST {baseUrl}/v1/messages`), by the client of @effect/ai-anthropic. */
export const make = (settings: { readonly key: Redacted.Redacted; readonly baseUrl: string; readonly model: string }) =>
  Effect.map(
    AnthropicClient.make({
      apiKey: settings.key,
      apiUrl: settings.baseUrl,
      transformClient: HttpClient.withTracerPropagation(false)
    }),
    // Its own stream of events fails on every kind of event it does not know.
    ({ client }): Model => ({
      name,
      step: (request, hear) =>
        postForEvents(client.httpClient, name, "/v1/messages", bodyOf(settings.model, request), makeReader, hear)
    })
  )
