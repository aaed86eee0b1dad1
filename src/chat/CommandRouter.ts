import { Either } from "effect"
import type { ChatCommand } from "../protocol/ChatMessage.ts"
import type { Command } from "./Command.ts"
import { parseCommandLine } from "./CommandLine.ts"
import { commandOf, commands } from "./commands.ts"
import { nearestCommands } from "./nearestCommands.ts"
import { type Refusal, refuse } from "./Refusal.ts"
import { mayAct, type Role } from "./User.ts"

/** A command with what was given for its parameters, not yet checked against them. */
export interface Routed {
  readonly command: Command
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Finds the command that a frame means. The object wins over the text; its parameters win over those of its line. */
export const route = (
  frame: { readonly content: string; readonly command: ChatCommand | null },
  role: Role
): Either.Either<Routed, Refusal> =>
  Either.gen(function* () {
    const typed = frame.command?.command ?? frame.content
    const slashed = typed.trim().startsWith("/") ? typed : `/${typed.trim()}`
    const line = yield* Either.mapLeft(parseCommandLine(slashed), reason =>
      refuse("bad_request", `This is no command I can read: ${reason}.`, [{ path: "content", message: reason }])
    )
    const command = commandOf(`/${line.name}`)
    if (command === undefined) return yield* Either.left(unknown(`/${line.name}`))
    if (!mayAct(role, command.role)) {
      return yield* Either.left(
        refuse("forbidden", `${command.name} needs the role "${command.role}"; yours is "${role}".`)
      )
    }
    const bare = yield* bareWords(command, line.words)
    return { command, parameters: { ...bare, ...Object.fromEntries(line.parameters), ...frame.command?.parameters } }
  })

const unknown = (name: string): Refusal => {
  const near = nearestCommands(name, commands)
  const offered = near.length === 0 ? commands.map(command => command.name) : near
  return refuse(
    "unknown_command",
    `I know no command ${name}. ${near.length === 0 ? "There are" : "The nearest:"} ${offered.join(", ")}.`,
    offered.map(candidate => ({ path: "command", message: candidate }))
  )
}

const bareWords = (
  command: Command,
  words: ReadonlyArray<string>
): Either.Either<Readonly<Record<string, string>>, Refusal> => {
  const [first] = words
  if (first === undefined) return Either.right({})
  if (command.bare !== null) return Either.right({ [command.bare]: words.join(" ") })
  return Either.left(
    refuse("bad_request", `What is "${first}"? Give it as key=value, e.g. ${command.wire.example}`, [
      { path: "content", message: `"${first}" stands without a key` }
    ])
  )
}
