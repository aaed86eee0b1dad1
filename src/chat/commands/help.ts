import { Either, Schema } from "effect"
import { constant, constantText } from "../../protocol/constants.ts"
import type { WireCommand } from "../../protocol/Facts.ts"
import { type Answer, type Command, command } from "../Command.ts"
import { nearestCommands } from "../nearestCommands.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import { text } from "./parameters.ts"

/** Help is about the other commands, so it is made from their list. */
export const helpFor = (others: () => ReadonlyArray<Command>): Command => {
  // As many as there are commands, and one: none of them ever changes.
  const made = new Map<string, Answer>()

  const answerFor = (wanted: string | undefined): Either.Either<Answer, Refusal> => {
    const known = made.get(wanted ?? "")
    if (known !== undefined) return Either.right(known)
    const all = others()
    const shown = wanted === undefined ? all : all.filter(candidate => candidate.name === wanted)
    if (wanted !== undefined && shown.length === 0) return Either.left(unknown(wanted, all))
    const commands = shown.map(candidate => candidate.wire)
    const answer: Answer = {
      text: constantText(wanted === undefined ? overview(commands) : commands.map(details).join("\n\n")),
      data: constant({ kind: "help" as const, commands }),
      conflictIds: [],
      lessonIds: [],
      actions: []
    }
    made.set(wanted ?? "", answer)
    return Either.right(answer)
  }

  const answer = (asked: { readonly command?: string | undefined }) =>
    answerFor(asked.command?.toLowerCase().replace(/^\/?/, "/"))

  return command({
    name: "/help",
    summary: "What can be asked; with a command, everything about it.",
    example: "/help conflicts",
    role: "viewer",
    bare: "command",
    parameters: Schema.Struct({ command: text("a command, with or without the slash") }),
    handle: answer,
    instant: answer
  })
}

const unknown = (wanted: string, all: ReadonlyArray<Command>): Refusal => {
  const near = nearestCommands(wanted, all)
  return refuse(
    "not_found",
    `There is no command ${wanted}. ${near.length === 0 ? "/help lists them all." : `The nearest: ${near.join(", ")}`}`,
    near.map(name => ({ path: "parameters.command", message: name }))
  )
}

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
