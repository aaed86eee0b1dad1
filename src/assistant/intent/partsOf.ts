import type { Given } from "./Given.ts"
import { limit, pick } from "./listRules.ts"
import { labelled, lesson, name, pointing } from "./nameRules.ts"
import type { Part } from "./Part.ts"
import type { Piece } from "./Piece.ts"
import { cueAt, first, type Rule, type Taken, take } from "./Rule.ts"
import { day, duration, period, time } from "./timeRules.ts"

/** A piece that means something by itself. */
const single: Rule = (pieces, at) => {
  const sign = first(pieces, at)
  switch (sign?.is) {
    case "cue":
      return take(1, { is: "cue", cue: sign.cue })
    case "kind":
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

/** What neighbouring words mean together, the surer readings first: the literal list. */
const rules: ReadonlyArray<Rule> = [pointing, duration, limit, period, lesson, day, labelled, time, pick, name, single]

/** Takes neighbouring pieces together; fillers fall away, what means nothing here stays as unknown. */
export const partsOf = (pieces: ReadonlyArray<Piece>, given: Given): ReadonlyArray<Part> => {
  const telling = pieces.filter(piece => first([piece], 0)?.is !== "filler")
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
  return parts.filter((part, i) => !(part.is === "cue" && part.cue === "and" && joinsNames(parts[i - 1], parts[i + 1])))
}

/** "Monday and Tuesday" are two names; an "and" between anything else joins two things to do. */
const joinsNames = (before: Part | undefined, after: Part | undefined): boolean =>
  before?.is === "mention" && after?.is === "mention"
