import type { Action } from "../../protocol/Action.ts"
import { fold } from "../../timetable/NameSearch.ts"
import type { Command } from "../Command.ts"
import { commands } from "../commands.ts"
import { actionId } from "../proposals/actionId.ts"

const most = 3
/** Shorter words ("the", "for") are in every summary. */
const shortestWord = 4

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    fold(text)
      .split(" ")
      .filter(word => word.length >= shortestWord)
      .map(word => word.replace(/s$/, ""))
  )

/** Made once a command. */
const subjects = new Map<Command, ReadonlySet<string>>()

const aboutOf = (command: Command): ReadonlySet<string> => {
  const known = subjects.get(command)
  if (known !== undefined) return known
  const { name, summary, parameters } = command.wire
  const about = wordsOf(`${name} ${summary} ${parameters.map(parameter => parameter.name).join(" ")}`)
  subjects.set(command, about)
  return about
}

const likeness = (said: ReadonlySet<string>, command: Command): number => {
  const about = aboutOf(command)
  return [...said].filter(word => about.has(word)).length
}

const actionFor = ({ name, wire }: Command, fresh: () => string): Action =>
  wire.parameters.some(({ required }) => required)
    ? { id: actionId("help", fresh()), label: `How to use ${name}`, command: "/help", parameters: { command: name } }
    : { id: actionId(name.slice(1), fresh()), label: wire.summary, command: name, parameters: {} }

/** Where nobody can answer: the commands that come nearest to what was said, as buttons that only read, and the list of all. */
export const waysOn = (text: string, fresh: () => string): ReadonlyArray<Action> => {
  const said = wordsOf(text)
  const near = commands
    .filter(({ manner, name }) => (manner === "at once" || manner === "run") && name !== "/help")
    .map(command => ({ command, likeness: likeness(said, command) }))
    .filter(found => found.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
  return [
    ...near.map(({ command }) => actionFor(command, fresh)),
    { id: actionId("help", fresh()), label: "What can be asked", command: "/help", parameters: {} }
  ]
}
