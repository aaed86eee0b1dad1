import { Either } from "effect"

export interface CommandLine {
  /** Without the slash, lower case. */
  readonly name: string
  /** Words that stand without `key=`, in order. */
  readonly words: ReadonlyArray<string>
  readonly parameters: ReadonlyMap<string, string>
}

/**
 * A run of characters that are not spaces, or the end; inside double quotes everything but an unescaped quote belongs to
 * it. Sticky: a quote that is never closed ends the reading instead of being looked for again from every later quote.
 */
const token = /\s*(?:((?:[^\s"]|"(?:[^"\\]|\\.)*")+)(?=\s|$)|$)/suy
const keyed = /^([A-Za-z_][\w-]*)=/u

const unquote = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"/gsu, (_, inside: string) => inside.replace(/\\(.)/gsu, "$1"))

/**
 * Reads `/conflicts day=monday teacher="Mrs. Smith"`: a slash, a name, then `key=value` or single words. Values may be
 * quoted with " and escaped with \ inside quotes. A repeated key or an open quote is an error that says where.
 */
export const parseCommandLine = (text: string): Either.Either<CommandLine, string> => {
  const trimmed = text.trim()
  const head = /^\/([\p{L}\p{N}_-]+)(?=\s|$)/u.exec(trimmed)
  if (head === null) return Either.left("a command begins with a slash and a name, e.g. /help")
  const rest = trimmed.slice(head[0].length)
  const words: Array<string> = []
  const parameters = new Map<string, string>()
  for (let at = 0; at < rest.length; ) {
    token.lastIndex = at
    const found = token.exec(rest)
    if (found === null) return Either.left(`a quote is not closed in «${rest.slice(at).trim().slice(0, 40)}»`)
    at += found[0].length
    const raw = found[1]
    if (raw === undefined) break
    const key = keyed.exec(raw)
    if (key === null) {
      words.push(unquote(raw))
      continue
    }
    const name = (key[1] ?? "").toLowerCase()
    if (parameters.has(name)) return Either.left(`${name} is given twice`)
    parameters.set(name, unquote(raw.slice(key[0].length)))
  }
  return Either.right({ name: (head[1] ?? "").toLowerCase(), words, parameters })
}
