import { Effect, Either, Schema } from "effect"
import type { Call } from "./models/Model.ts"
import { type Tool, ToolRefused } from "./Tool.ts"

export interface Outcome {
  readonly text: string
  readonly refused: boolean
}

const readArguments = Schema.decodeUnknownEither(Schema.parseJson())

/** Some models leave the arguments out where a tool needs none. */
const argumentsOf = (call: Call): Either.Either<unknown, ToolRefused> =>
  call.arguments.trim() === ""
    ? Either.right({})
    : Either.mapLeft(readArguments(call.arguments), () => new ToolRefused({ reason: "the arguments are not JSON" }))

/**
 * Does what a model asked for, or says why not: an unknown tool, arguments that are no JSON or that the tool's own decoder
 * refuses. A refusal is an answer, never a failure.
 */
export const serve = (tools: ReadonlyArray<Tool>, call: Call): Effect.Effect<Outcome> => {
  const tool = tools.find(({ name }) => name === call.name)
  const run =
    tool === undefined
      ? new ToolRefused({
          reason: `there is no such tool; there are: ${tools.map(({ name }) => name).join(", ") || "none"}`
        })
      : Effect.flatMap(argumentsOf(call), args => tool.run(args))
  return Effect.match(run, {
    onSuccess: text => ({ text, refused: false }),
    onFailure: ({ reason }) => ({ text: `Refused: ${reason}.`, refused: true })
  })
}
