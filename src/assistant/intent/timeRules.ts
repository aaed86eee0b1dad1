import type { Cue } from "./Cue.ts"
import { clockTime } from "./clockTime.ts"
import { type Given, relativeDay, weekday } from "./Given.ts"
import { isListed } from "./listRules.ts"
import type { Part } from "./Part.ts"
import type { Piece } from "./Piece.ts"
import { cueAt, first, mention, missing, nameAt, numberAt, ordinalAt, type Rule, take } from "./Rule.ts"
import type { Mention } from "./Sign.ts"

const periodNamed = (given: Given, name: string): Part => {
  const item = given.vocabulary.items.period.find(period => period.name === name)
  return item === undefined
    ? missing("period", name)
    : mention({ kind: "period", items: [item], asked: name, relative: null })
}

const periodCounted = (given: Given, n: number): Part => {
  const item = given.vocabulary.teaching.at(n < 0 ? n : n - 1)
  return item === undefined
    ? missing("period", `${n}`)
    : mention({ kind: "period", items: [item], asked: `${n}`, relative: null })
}

/** "3. Stunde": with its full stop. "3 periods" are a length. */
const isCounted = (pieces: ReadonlyArray<Piece>, at: number): boolean =>
  pieces[at]?.dotted === true && cueAt(pieces, at + 1) === "period"

/** "period 3", "lesson 3", "third period", "last lesson", "3. Stunde". */
export const period: Rule = (pieces, at, given) => {
  const isNoun = (index: number) => cueAt(pieces, index) === "period" || cueAt(pieces, index) === "lesson"
  const after = numberAt(pieces, at + 1)
  if (isNoun(at) && after !== null) return take(2, periodNamed(given, `${after}`))
  const ordinal = ordinalAt(pieces, at)
  if (ordinal !== null && isNoun(at + 1)) return take(2, periodCounted(given, ordinal))
  const number = numberAt(pieces, at)
  return number !== null && isCounted(pieces, at) ? take(2, periodNamed(given, `${number}`)) : null
}

const dayAt = (pieces: ReadonlyArray<Piece>, at: number, given: Given): Mention | null => {
  const sign = first(pieces, at)
  const asked = pieces[at]?.typed ?? ""
  if (sign?.is === "weekday") return weekday(given, sign.weekday, asked)
  if (sign?.is === "relative") return relativeDay(given, sign.day, asked)
  return nameAt(pieces, at, "day")
}

/** "On Monday the second one" picks from a list. */
const listNouns: ReadonlySet<Cue> = new Set<Cue>(["one", "conflict", "suggestion", "suggest", "change", "history"])

/** "Tuesday 3", "Tuesday", "mondaymorning", "this morning". */
export const day: Rule = (pieces, at, given) => {
  const sign = first(pieces, at)
  if (sign?.is === "compound")
    return take(1, mention(weekday(given, sign.weekday, pieces[at]?.typed ?? "")), { is: "time", time: sign.time })
  if (sign?.is === "time" && sign.today)
    return take(1, mention(relativeDay(given, "today", pieces[at]?.typed ?? "")), { is: "time", time: sign.time })
  const named = dayAt(pieces, at, given)
  if (named === null) return null
  const number = numberAt(pieces, at + 1)
  const unit = first(pieces, at + 2)
  const isPeriod =
    number !== null && clockTime(pieces, at + 1) === null && unit?.is !== "unit" && !isListed(cueAt(pieces, at + 2))
  // "Wed 2nd"
  const ordinal = ordinalAt(pieces, at + 1)
  const noun = cueAt(pieces, at + 2)
  const counts = noun === "period" || noun === "lesson"
  if (ordinal !== null && (counts || noun === null || !listNouns.has(noun)))
    return take(counts ? 3 : 2, mention(named), periodCounted(given, ordinal))
  if (!isPeriod) return take(1, mention(named))
  return take(isCounted(pieces, at + 1) ? 3 : 2, mention(named), periodNamed(given, `${number}`))
}

export const time: Rule = (pieces, at) => {
  const sign = first(pieces, at)
  if (sign?.is === "time") return take(1, { is: "time", time: sign.time })
  const clock = clockTime(pieces, at)
  return clock === null ? null : take(clock.used, { is: "time", time: clock.time })
}

/** "30 seconds", "two minutes". */
export const duration: Rule = (pieces, at) => {
  const number = numberAt(pieces, at)
  const unit = first(pieces, at + 1)
  return number !== null && unit?.is === "unit" ? take(2, { is: "seconds", seconds: number * unit.seconds }) : null
}
