import { Either, Schema } from "effect"
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

const Typed = Schema.Struct({ type: Schema.String })
const readJson = Schema.decodeUnknownEither(Schema.parseJson())
const readType = Schema.decodeUnknownEither(Typed)

/**
 * Reads events that tell their kind in `type`. One that is known but does not fit is malformed; an unknown one is left to
 * `other`, since both protocols that do it this way add kinds as they go.
 */
export const typedEvents = <A extends { readonly type: string }, I>(
  provider: string,
  schema: Schema.Schema<A, I>,
  known: ReadonlyArray<A["type"]>,
  toParts: (event: A) => ReadonlyArray<StepPart>,
  other: (type: string) => ReadonlyArray<StepPart>
): ((data: string) => ReadonlyArray<StepPart>) => {
  const types: ReadonlySet<string> = new Set(known)
  const readEvent = Schema.decodeUnknownEither(schema)
  return data =>
    Either.getOrElse(
      Either.gen(function* () {
        const json = yield* readJson(data)
        const { type } = yield* readType(json)
        return types.has(type) ? toParts(yield* readEvent(json)) : other(type)
      }),
      () => malformed(provider)
    )
}
