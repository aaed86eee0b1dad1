import type { Cue } from "./Cue.ts"
import type { Given } from "./Given.ts"
import { bareNumber, limit, pick } from "./listRules.ts"
import { labelled, lesson, name, pointing } from "./nameRules.ts"
import type { Part } from "./Part.ts"
import type { Piece } from "./Piece.ts"
import { cueAt, first, nameAt, type Rule, type Taken, take } from "./Rule.ts"
import { day, duration, period, time } from "./timeRules.ts"

/** A piece that means something by itself. */
const single: Rule = (pieces, at) => {
  const sign = first(pieces, at)
  switch (sign?.is) {
    case "cue":
      return take(1, { is: "cue", cue: sign.cue })
    case "kind":
      // "without room 101" leaves one room out; "without a room" is a kind of conflict.
      if (sign.kind.kind === "room_missing" && nameAt(pieces, at + 1, "room") !== null) return null
      return take(1, { is: "kind", kind: sign.kind })
    case "severity":
      return take(1, { is: "severity", severity: sign.severity })
    case "id":
      return take(1, { is: "id", id: sign.id })
    case "date":
      return take(1, { is: "date", date: sign.date })
    case "number": {
      const before = cueAt(pieces, at - 1)
      // "apply #2"
      const chooses = before === "apply" || before === "reject" || before === "explain"
      return chooses ? take(1, { is: "pick", n: sign.n }) : null
    }
    case "hours":
      return sign.half === null ? null : take(1, { is: "time", time: sign.half === "am" ? "morning" : "afternoon" })
    default:
      return null
  }
}

/** Words after which a place or time comes. */
const leadingToNames: ReadonlySet<Cue | null> = new Set<Cue | null>([
  "teacher",
  "class",
  "room",
  "lesson",
  "period",
  "this",
  "her",
  "from",
  "to",
  "between",
  "at",
  "with",
  "and"
])

/** "For the meeting on Monday": the day is that of the meeting, not that of what is asked. */
const occasion: Rule = (pieces, at) => {
  if (first(pieces, at)?.is !== "occasion") return null
  const next = first(pieces, at + 1)
  const alone = next === undefined || (next.is === "cue" ? !leadingToNames.has(next.cue) : next.is === "severity")
  return take(1, alone ? { is: "aside" } : { is: "occasion" })
}

/** What neighbouring words mean together, the surer readings first: the literal list. */
const rules: ReadonlyArray<Rule> = [
  occasion,
  pointing,
  duration,
  limit,
  period,
  lesson,
  day,
  labelled,
  time,
  pick,
  bareNumber,
  name,
  single
]

const fallsAway = (piece: Piece): boolean => {
  const is = first([piece], 0)?.is
  return is === "filler" || is === "aside"
}

/**
 * Takes neighbouring pieces together. Fillers and asides fall away, but that there were asides is said at the end; what means
 * nothing here stays as unknown.
 */
export const partsOf = (pieces: ReadonlyArray<Piece>, given: Given): ReadonlyArray<Part> => {
  const telling = pieces.filter(piece => !fallsAway(piece))
  const parts: Array<Part> = []
  for (let at = 0; at < telling.length; ) {
    let taken: Taken | null = null
    for (const rule of rules) {
      taken = rule(telling, at, given)
      if (taken !== null) break
    }
    const { parts: found, used } = taken ?? take(1, { is: "unknown", text: telling[at]?.text ?? "" })
    parts.push(...found)
    at += used
  }
  if (pieces.some(piece => first([piece], 0)?.is === "aside")) parts.push({ is: "aside" })
  return parts.filter((part, i) => !(part.is === "cue" && part.cue === "and" && joinsNames(parts[i - 1], parts[i + 1])))
}

/** "Monday and Tuesday" are two names; an "and" between anything else joins two things to do. */
const joinsNames = (before: Part | undefined, after: Part | undefined): boolean =>
  before?.is === "mention" && after?.is === "mention"
