import type { Cue } from "./Cue.ts"
import { cueAt, first, numberAt, ordinalAt, type Rule, take, touching } from "./Rule.ts"

/** As many as a command lists at most. */
const mostListed = 500

/** Nouns that can be counted off: "top 10 …". */
export const isListed = (cue: Cue | null): boolean =>
  cue === "conflict" || cue === "suggest" || cue === "change" || cue === "history"

/** "do 2", "ok, 3": at the end, and at once after a list, a bare number is one of that list. */
export const bareNumber: Rule = (pieces, at, { memory }) => {
  const n = numberAt(pieces, at)
  const list = memory.suggestions.length > 0 ? memory.suggestions : memory.conflicts
  const listed = memory.previous !== null && lists.has(memory.previous.command)
  return n !== null && listed && at === pieces.length - 1 && n >= 1 && n <= list.length
    ? take(1, { is: "pick", n })
    : null
}

/** Commands that answer with a list to choose from. */
const lists: ReadonlySet<string> = new Set(["/suggest", "/optimize", "/conflicts", "/cover", "/explain"])

const ofList = (cue: Cue | null): boolean => cue === "conflict" || cue === "suggestion"

/** "top 10 conflicts", "the last 5 changes", "3 suggestions": how many. */
export const limit: Rule = (pieces, at) => {
  const lead = cueAt(pieces, at) === "top" || ordinalAt(pieces, at) !== null ? at + 1 : at
  const number = numberAt(pieces, lead)
  if (number === null || number < 1 || number > mostListed) return null
  let noun = lead + 1
  while (["worst", "recent"].includes(cueAt(pieces, noun) ?? "") || first(pieces, noun)?.is === "severity") noun++
  return isListed(cueAt(pieces, noun)) ? take(lead + 1 - at, { is: "limit", limit: number }) : null
}

/** "the second one", "the last conflict", "suggestion 2": which of a list. */
export const pick: Rule = (pieces, at) => {
  const ordinal = ordinalAt(pieces, at)
  const noun = cueAt(pieces, at + 1)
  if (ordinal !== null) {
    if ((noun === "change" || noun === "history") && ordinal === -1) return take(1)
    if (noun === "one" || noun === "suggestion") return take(2, { is: "pick", n: ordinal })
    return take(1, { is: "pick", n: ordinal })
  }
  const number = numberAt(pieces, at + 1)
  const cue = cueAt(pieces, at)
  if (number === null || !ofList(cue) || !touching(pieces, at) || cueAt(pieces, at + 2) === "period") return null
  return take(2, ...(cue === "conflict" ? [{ is: "cue", cue } as const] : []), { is: "pick", n: number })
}
