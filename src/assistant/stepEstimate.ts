import { Cause, type Exit, Option } from "effect"
import type { AiFailure, FailureKind } from "./AiFailure.ts"
import type { Usage } from "./AnswerPart.ts"
import type { Call, StepRequest } from "./models/Model.ts"

/** What providers and their tokenizers say of European languages, roughly. */
const charactersAToken = 4

/** A provider that answers so has not begun. */
const refusals: ReadonlySet<FailureKind> = new Set(["unreachable", "limited", "overloaded", "denied", "rejected"])

const tokensOf = (texts: ReadonlyArray<string>): number =>
  Math.ceil(texts.reduce((sum, { length }) => sum + length, 0) / charactersAToken)

/** Tokens of a step that came to no count, by the length of what was sent and heard; null: it took none. */
export const estimateOf = (
  { prompt, turns, tools }: StepRequest,
  said: string,
  calls: ReadonlyArray<Call>,
  exit: Exit.Exit<void, AiFailure>
): Usage | null => {
  // Servers that count nothing, and are not asked to, are the school's own.
  if (exit._tag === "Success") return null
  const failure = Option.getOrNull(Cause.failureOption(exit.cause))
  const hasBegun = said !== "" || calls.length > 0
  if (failure !== null && refusals.has(failure.kind) && !hasBegun) return null
  return {
    input: tokensOf([prompt, JSON.stringify(turns), JSON.stringify(tools.map(({ parameters }) => parameters))]),
    output: tokensOf([said, ...calls.map(call => call.arguments)]),
    estimated: true
  }
}
