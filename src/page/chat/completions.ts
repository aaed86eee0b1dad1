import type { WireCommand } from "../../protocol/Facts.ts"

export interface Completion {
  /** What the line becomes. */
  readonly line: string
  readonly label: string
  readonly summary: string
}

const atMost = 8

/** How a slash line may go on: the command, then its parameters, then their values where they are known. */
export const completions = (
  line: string,
  commands: ReadonlyArray<typeof WireCommand.Type>,
  known: (parameter: string) => ReadonlyArray<string>
): ReadonlyArray<Completion> => {
  if (!line.startsWith("/")) return []
  const [name = ""] = line.split(" ", 1)
  if (!line.includes(" "))
    return commands
      .filter(command => command.name.startsWith(name))
      .slice(0, atMost)
      .map(command => ({ line: `${command.name} `, label: command.name, summary: command.summary }))
  const command = commands.find(candidate => candidate.name === name)
  if (command === undefined) return []
  const { head, word } = lastWord(line)
  const [key = "", value] = word.split("=", 2)
  const parameter = command.parameters.find(candidate => candidate.name === key)
  if (value !== undefined && parameter !== undefined) {
    const typed = value.replace(/^"/, "").toLowerCase()
    return [...parameter.values, ...known(key)]
      .filter(choice => choice.toLowerCase().includes(typed) && choice !== typed)
      .slice(0, atMost)
      .map(choice => ({ line: `${head}${key}=${quoted(choice)} `, label: choice, summary: "" }))
  }
  return command.parameters
    .filter(candidate => candidate.name.startsWith(word) && !head.includes(` ${candidate.name}=`))
    .slice(0, atMost)
    .map(({ name: label, summary }) => ({ line: `${head}${label}=`, label: `${label}=`, summary }))
}

const quoted = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', "'")}"` : value)

/** The word that is being typed; an open quotation is one word. */
const lastWord = (line: string): { readonly head: string; readonly word: string } => {
  const isOpen = (line.match(/"/g)?.length ?? 0) % 2 === 1
  const end = isOpen ? line.lastIndexOf('"') : line.length
  const at = line.lastIndexOf(" ", end - 1) + 1
  return { head: line.slice(0, at), word: line.slice(at) }
}
