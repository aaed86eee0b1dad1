import { Either, Predicate, Schema } from "effect"
import { type FailureKind, failure } from "../AiFailure.ts"
import { StepPart } from "./Model.ts"

export const malformed = (provider: string): ReadonlyArray<StepPart> => [
  StepPart.Failed({ failure: failure(provider, "malformed", `${provider} sent an event that cannot be read`) })
]

const kindOfCode = (code: string): FailureKind => {
  if (/rate_limit|quota|429/.test(code)) return "limited"
  return /invalid|context_length|too_large|not_supported/.test(code) ? "rejected" : "overloaded"
}

/** An error inside the stream. Of the provider's own words only the code goes on: its message may quote what was sent. */
export const reportedError = (provider: string, code: unknown): ReadonlyArray<StepPart> => {
  const told = typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : "no code"
  return [
    StepPart.Failed({
      failure: failure(provider, kindOfCode(told), `${provider} reported an error (${told}) in its stream`)
    })
  ]
}

/** null: no JSON, or no object. */
export const readJson = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const json: unknown = JSON.parse(text)
    return Predicate.isRecord(json) ? json : null
  } catch {
    return null
  }
}

/**
 * Reads events that tell their kind in `type`. One that is known but does not fit is malformed; an unknown one is left to
 * `other`, since both protocols that do it this way add kinds as they go. `textOf`: the text of an event that says
 * nothing else, told without a schema because there is one for each token; null: the schema tells what it is.
 */
export const typedEvents = <A extends { readonly type: string }, I>(
  provider: string,
  schema: Schema.Schema<A, I>,
  known: ReadonlyArray<A["type"]>,
  textOf: (event: Readonly<Record<string, unknown>>) => string | null,
  toParts: (event: A) => ReadonlyArray<StepPart>,
  other: (type: string) => ReadonlyArray<StepPart>
): ((data: string) => ReadonlyArray<StepPart>) => {
  const types: ReadonlySet<string> = new Set(known)
  const readEvent = Schema.decodeUnknownEither(schema)
  return data => {
    const json = readJson(data)
    if (json === null || typeof json.type !== "string") return malformed(provider)
    const text = textOf(json)
    if (text !== null) return [StepPart.Text({ text })]
    if (!types.has(json.type)) return other(json.type)
    return Either.match(readEvent(json), { onLeft: () => malformed(provider), onRight: toParts })
  }
}
