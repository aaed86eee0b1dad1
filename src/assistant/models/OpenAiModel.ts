import type { CreateResponse } from "@effect/ai-openai/Generated"
import * as OpenAiClient from "@effect/ai-openai/OpenAiClient"
import { HttpClient } from "@effect/platform"
import { Effect, type Redacted, Schema } from "effect"
import { failure } from "../AiFailure.ts"
import type { Usage } from "../AnswerPart.ts"
import { type EventReader, postForEvents } from "./EventStream.ts"
import { malformed, reportedError, typedEvents } from "./events.ts"
import { type Model, StepPart, type StepRequest, Turn } from "./Model.ts"

const name = "openai"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

const Counted = Schema.Struct({
  usage: optional(Schema.Struct({ input_tokens: Schema.Number, output_tokens: Schema.Number })),
  incomplete_details: optional(Schema.Struct({ reason: optional(Schema.String) })),
  error: optional(Schema.Struct({ code: optional(Schema.String) }))
})

const OutputItem = Schema.Union(
  Schema.Struct({
    type: Schema.Literal("function_call"),
    call_id: Schema.String,
    name: Schema.String,
    arguments: Schema.String
  }),
  Schema.Struct({ type: Schema.String.pipe(Schema.filter(type => type !== "function_call")) })
)

/** Of each event only what is used: the API adds fields as it goes. */
const Event = Schema.Union(
  Schema.Struct({ type: Schema.Literal("response.output_text.delta"), delta: Schema.String }),
  Schema.Struct({ type: Schema.Literal("response.refusal.delta"), delta: Schema.String }),
  Schema.Struct({ type: Schema.Literal("response.output_item.done"), item: OutputItem }),
  Schema.Struct({ type: Schema.Literal("response.completed"), response: Counted }),
  Schema.Struct({ type: Schema.Literal("response.incomplete"), response: Counted }),
  Schema.Struct({ type: Schema.Literal("response.failed"), response: Counted }),
  Schema.Struct({ type: Schema.Literal("error"), code: optional(Schema.String) })
)

const usageOf = ({ usage }: typeof Counted.Type): Usage | null =>
  usage ? { input: usage.input_tokens, output: usage.output_tokens } : null

const partsOf = (event: typeof Event.Type): ReadonlyArray<StepPart> => {
  switch (event.type) {
    case "response.output_text.delta":
    case "response.refusal.delta":
      return [StepPart.Text({ text: event.delta })]
    case "response.output_item.done":
      return "call_id" in event.item
        ? [
            StepPart.Called({
              call: { id: event.item.call_id, name: event.item.name, arguments: event.item.arguments }
            })
          ]
        : []
    case "response.completed":
      return [StepPart.Finish({ ending: "whole", usage: usageOf(event.response) })]
    case "response.incomplete":
      return event.response.incomplete_details?.reason === "max_output_tokens"
        ? [StepPart.Finish({ ending: "length", usage: usageOf(event.response) })]
        : [StepPart.Failed({ failure: failure(name, "filtered", `${name} withheld its answer`) })]
    case "response.failed":
      return reportedError(name, event.response.error?.code)
    case "error":
      return reportedError(name, event.code)
    default:
      return malformed(name)
  }
}

const read = typedEvents(
  name,
  Event,
  Event.members.map(member => member.fields.type.literals[0]),
  ({ type, delta }) => (type === "response.output_text.delta" && typeof delta === "string" ? delta : null),
  partsOf,
  type => (type.endsWith(".delta") ? [StepPart.Alive()] : [])
)

const makeReader = (): EventReader => ({ read, end: () => [] })

type Item = Readonly<Record<string, unknown>>

const itemsOf = Turn.$match({
  Says: ({ role, text }): ReadonlyArray<Item> => [{ role, content: text }],
  Calls: ({ text, calls }): ReadonlyArray<Item> => [
    ...(text === "" ? [] : [{ role: "assistant", content: text }]),
    ...calls.map(call => ({ type: "function_call", call_id: call.id, name: call.name, arguments: call.arguments }))
  ],
  Returns: ({ results }): ReadonlyArray<Item> =>
    results.map(({ id, text }) => ({ type: "function_call_output", call_id: id, output: text }))
})

const bodyOf = (model: string, request: StepRequest): typeof CreateResponse.Encoded => ({
  model,
  instructions: request.prompt,
  input: request.turns.flatMap(turn => itemsOf(turn)),
  max_output_tokens: request.maxOutputTokens,
  // What schools ask is kept by nobody but us.
  store: false,
  stream: true,
  ...(request.tools.length === 0
    ? {}
    : {
        tools: request.tools.map(tool => ({ type: "function" as const, ...tool, strict: false })),
        tool_choice: request.mayCall ? ("auto" as const) : ("none" as const)
      })
})

/** OpenAI's Responses API (`POST {baseUrl}/responses`), by the client of @effect/ai-openai. */
export const make = (settings: { readonly key: Redacted.Redacted; readonly baseUrl: string; readonly model: string }) =>
  Effect.map(
    OpenAiClient.make({
      apiKey: settings.key,
      apiUrl: settings.baseUrl,
      transformClient: HttpClient.withTracerPropagation(false)
    }),
    // Its stream of events skips what it cannot decode, and its LanguageModel takes `response.failed` for a finish.
    ({ client }): Model => ({
      name,
      step: (request, hear) =>
        postForEvents(client.httpClient, name, "/responses", bodyOf(settings.model, request), makeReader, hear)
    })
  )
