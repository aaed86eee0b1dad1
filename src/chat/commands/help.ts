import { Effect, Schema } from "effect"
import type { WireCommand } from "../../protocol/Facts.ts"
import { type Command, command } from "../Command.ts"
import { nearestCommands } from "../nearestCommands.ts"
import { refuse } from "../Refusal.ts"
import { text } from "./parameters.ts"

/** Help is about the other commands, so it is made from their list. */
export const helpFor = (others: () => ReadonlyArray<Command>): Command =>
  command({
    name: "/help",
    summary: "What can be asked; with a command, everything about it.",
    example: "/help conflicts",
    role: "viewer",
    bare: "command",
    parameters: Schema.Struct({ command: text("a command, with or without the slash") }),
    handle: asked =>
      Effect.gen(function* () {
        const all = others()
        const wanted = asked.command?.toLowerCase().replace(/^\/?/, "/")
        const shown = wanted === undefined ? all : all.filter(candidate => candidate.name === wanted)
        if (wanted !== undefined && shown.length === 0) {
          const near = nearestCommands(wanted, all)
          return yield* refuse(
            "not_found",
            `There is no command ${wanted}. ${near.length === 0 ? "/help lists them all." : `The nearest: ${near.join(", ")}`}`,
            near.map(name => ({ path: "parameters.command", message: name }))
          )
        }
        const commands = shown.map(candidate => candidate.wire)
        return {
          text: wanted === undefined ? overview(commands) : commands.map(details).join("\n\n"),
          data: { kind: "help" as const, commands },
          conflictIds: [],
          lessonIds: [],
          actions: []
        }
      })
  })

const overview = (commands: ReadonlyArray<WireCommand>): string =>
  [
    "You can ask:",
    ...commands.map(({ name, summary, example }) => `• ${name}: ${summary} E.g. ${example}`),
    "Values with spaces go in quotes. /help COMMAND tells all its parameters."
  ].join("\n")

const details = ({ name, summary, example, parameters }: WireCommand): string =>
  [
    `${name}: ${summary}`,
    ...parameters.map(
      parameter => `• ${parameter.name}=${parameter.required ? "" : " (optional)"} ${parameter.summary}`
    ),
    `E.g. ${example}`
  ].join("\n")
