import { HttpClient, HttpClientRequest } from "@effect/platform"
import { Effect, Either, identity, Predicate, type Redacted, Schema } from "effect"
import { failure } from "../AiFailure.ts"
import type { Usage } from "../AnswerPart.ts"
import { type EventReader, postForEvents } from "./EventStream.ts"
import { malformed, readJson, reportedError } from "./events.ts"
import { type Call, type Model, StepPart, type StepRequest, Turn } from "./Model.ts"

const name = "local"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

const CallDelta = Schema.Struct({
  index: optional(Schema.Number),
  id: optional(Schema.String),
  function: optional(Schema.Struct({ name: optional(Schema.String), arguments: optional(Schema.String) }))
})

const Event = Schema.Union(
  Schema.Struct({ error: Schema.Unknown.pipe(Schema.filter(error => error !== undefined && error !== null)) }),
  Schema.Struct({
    choices: Schema.Array(
      Schema.Struct({
        delta: optional(
          Schema.Struct({
            content: optional(Schema.String),
            refusal: optional(Schema.String),
            // Two names for what models think aloud.
            reasoning: optional(Schema.String),
            reasoning_content: optional(Schema.String),
            tool_calls: optional(Schema.Array(CallDelta))
          })
        ),
        finish_reason: optional(Schema.String)
      })
    ),
    usage: optional(Schema.Struct({ prompt_tokens: Schema.Number, completion_tokens: Schema.Number }))
  })
)

const readEvent = Schema.decodeUnknownEither(Event)
const readCode = Schema.decodeUnknownEither(Schema.Struct({ type: Schema.String }))

/** What an event says that says nothing else; null: the schema tells what it is. There is one for each token. */
const textOf = ({ error, usage, choices }: Readonly<Record<string, unknown>>): string | null => {
  if (error != null || usage != null || !Array.isArray(choices) || choices.length !== 1) return null
  const choice: unknown = choices[0]
  if (!Predicate.isRecord(choice) || choice.finish_reason != null || !Predicate.isRecord(choice.delta)) return null
  const { content, role: _, ...more } = choice.delta
  return typeof content === "string" && Object.values(more).every(value => value === null) ? content : null
}

const finish = (reason: string, usage: Usage | null): StepPart => {
  if (reason === "content_filter")
    return StepPart.Failed({ failure: failure(name, "filtered", `${name} withheld its answer`) })
  return StepPart.Finish({ ending: reason === "length" ? "length" : "whole", usage })
}

const makeReader = (): EventReader => {
  const calls: Array<Call> = []
  const places = new Map<number, number>()
  let reason: string | null = null
  let usage: Usage | null = null

  /** Calls come in pieces, told apart by index; some servers give every call index 0, and an id of its own. */
  const written = (delta: typeof CallDelta.Type): void => {
    const index = delta.index ?? calls.length
    const place = places.get(index)
    const known = place === undefined ? undefined : calls[place]
    const more = delta.function?.arguments ?? ""
    if (place !== undefined && known !== undefined && (!delta.id || delta.id === known.id)) {
      calls[place] = { ...known, arguments: known.arguments + more }
      return
    }
    places.set(index, calls.length)
    calls.push({ id: delta.id || `call_${calls.length}`, name: delta.function?.name ?? "", arguments: more })
  }

  const end = (): ReadonlyArray<StepPart> =>
    reason === null ? [] : [...calls.splice(0).map(call => StepPart.Called({ call })), finish(reason, usage)]

  return {
    end,
    read: data => {
      if (data.trim() === "[DONE]") return end()
      const json = readJson(data)
      const said = json === null ? null : textOf(json)
      if (said !== null) return said === "" ? [] : [StepPart.Text({ text: said })]
      const event = readEvent(json)
      if (Either.isLeft(event)) return malformed(name)
      if ("error" in event.right) return reportedError(name, Either.getOrNull(readCode(event.right.error))?.type)
      if (event.right.usage)
        usage = { input: event.right.usage.prompt_tokens, output: event.right.usage.completion_tokens }
      return event.right.choices.slice(0, 1).flatMap(({ delta, finish_reason }): ReadonlyArray<StepPart> => {
        reason = finish_reason ?? reason
        for (const call of delta?.tool_calls ?? []) written(call)
        const text = (delta?.content ?? "") + (delta?.refusal ?? "")
        if (text !== "") return [StepPart.Text({ text })]
        return delta?.tool_calls || delta?.reasoning || delta?.reasoning_content ? [StepPart.Alive()] : []
      })
    }
  }
}

const messagesOf = Turn.$match({
  Says: ({ role, text }): ReadonlyArray<unknown> => [{ role, content: text }],
  Calls: ({ text, calls }): ReadonlyArray<unknown> => [
    {
      role: "assistant",
      content: text === "" ? null : text,
      tool_calls: calls.map(call => ({
        id: call.id,
        type: "function",
        function: { name: call.name, arguments: call.arguments }
      }))
    }
  ],
  Returns: ({ results }): ReadonlyArray<unknown> =>
    results.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text }))
})

const bodyOf = (model: string, request: StepRequest): unknown => ({
  model,
  messages: [{ role: "system", content: request.prompt }, ...request.turns.flatMap(turn => messagesOf(turn))],
  max_tokens: request.maxOutputTokens,
  stream: true,
  stream_options: { include_usage: true },
  ...(request.tools.length === 0
    ? {}
    : {
        tools: request.tools.map(tool => ({ type: "function", function: tool })),
        tool_choice: request.mayCall ? "auto" : "none"
      })
})

/** Chat Completions (`POST {baseUrl}/chat/completions`), as Ollama, llama.cpp and vLLM serve it. */
export const make = (settings: {
  readonly baseUrl: string
  readonly model: string
  readonly key: Redacted.Redacted | null
}) =>
  Effect.map(HttpClient.HttpClient, (http): Model => {
    const client = http.pipe(
      HttpClient.mapRequest(request =>
        request.pipe(
          HttpClientRequest.prependUrl(settings.baseUrl),
          settings.key === null ? identity : HttpClientRequest.bearerToken(settings.key)
        )
      ),
      HttpClient.withTracerPropagation(false)
    )
    return {
      name,
      step: (request, hear) =>
        postForEvents(client, name, "/chat/completions", bodyOf(settings.model, request), makeReader, hear)
    }
  })
