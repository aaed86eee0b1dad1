import { Effect, Predicate } from "effect"
import type { WireCommand } from "../protocol/Facts.ts"
import { type ToolAnswer, toolResult } from "./prompt/toolResult.ts"
import { type Tool, ToolRefused } from "./Tool.ts"

/**
 * The commands that read or propose: the literal list. What is not here is no tool, whoever asks; so a command that
 * writes can become one only by being written down on this list.
 */
const readOrPropose: ReadonlySet<string> = new Set([
  "/conflicts",
  "/schedule",
  "/explain",
  "/score",
  "/diagnose",
  "/suggest",
  "/optimize",
  "/where",
  "/move",
  "/swap",
  "/free",
  "/cover",
  "/history"
])

/**
 * Runs a command as the person who asked: in that person's school, with that person's role and view. Parameters are
 * checked by the command's own schema; what it refuses becomes the reason, candidates included.
 */
export type RunCommand = (
  command: string,
  parameters: Readonly<Record<string, unknown>>
) => Effect.Effect<ToolAnswer, ToolRefused>

/** The tools of a model, made from the commands that the person who asked may use. Names go without the slash. */
export const toolsOf = (commands: ReadonlyArray<WireCommand>, run: RunCommand): ReadonlyArray<Tool> =>
  commands.filter(({ name }) => readOrPropose.has(name)).map(command => toolOf(command, run))

const toolOf = ({ name, summary, example, parameters }: WireCommand, run: RunCommand): Tool => ({
  name: name.slice(1),
  description: `${summary} As people type it: ${example}`,
  parameters: {
    type: "object",
    properties: Object.fromEntries(
      parameters.map(parameter => [
        parameter.name,
        {
          type: "string",
          description: parameter.summary,
          ...(parameter.values.length === 0 ? {} : { enum: parameter.values })
        }
      ])
    ),
    required: parameters.filter(({ required }) => required).map(parameter => parameter.name),
    additionalProperties: false
  },
  run: args =>
    args === null || args === undefined || Predicate.isRecord(args)
      ? Effect.map(run(name, args ?? {}), toolResult)
      : Effect.fail(new ToolRefused({ reason: "the arguments must be one JSON object" }))
})
