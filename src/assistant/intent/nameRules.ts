import type { Cue } from "./Cue.ts"
import { lessonSpokenOf, selected, spokenOf } from "./Given.ts"
import type { Piece } from "./Piece.ts"
import { cueAt, first, mention, missing, nameAt, numberAt, type Rule, type Taken, take } from "./Rule.ts"

const ofResource = (cue: Cue | null): cue is "teacher" | "class" | "room" =>
  cue === "teacher" || cue === "class" || cue === "room"

/** "this teacher", "her", "this lesson": what is selected or was spoken of. */
export const pointing: Rule = (pieces, at, given) => {
  const cue = cueAt(pieces, at)
  const noun = cueAt(pieces, at + 1)
  if (cue === "her") return backTo(pieces, at) ? take(1) : take(1, mention(spokenOf(given)))
  if (cue !== "this") return null
  if (ofResource(noun)) return take(2, mention(selected(given, noun)))
  const lesson = lessonSpokenOf(given)
  return noun === "lesson" || noun === "period"
    ? take(2, ...(lesson === null ? [{ is: "cue", cue: "it" } as const] : [{ is: "known", lesson } as const]))
    : null
}

/** "Mr. Kaye is ill, who can replace him?": whom the same sentence speaks of. */
const backTo = (pieces: ReadonlyArray<Piece>, at: number): boolean =>
  pieces.slice(0, at).filter((_, i) => nameAt(pieces, i, "teacher") !== null).length === 1 &&
  pieces.slice(0, at).some((_, i) => cueAt(pieces, i) === "ill" || cueAt(pieces, i) === "improve")

/** "7b Maths", "7b's music lesson": a class and a subject, side by side; "Mathe von der 7b". */
export const lesson: Rule = (pieces, at) => {
  const pair = (one: number, other: number): Taken | null => {
    const schoolClass = nameAt(pieces, one, "class")
    const subject = nameAt(pieces, other, "subject")
    if (schoolClass === null || subject === null) return null
    const end = Math.max(one, other) + 1
    const noun = cueAt(pieces, end) === "lesson" && numberAt(pieces, end + 1) === null
    return take(end - at + (noun ? 1 : 0), { is: "lesson", of: [schoolClass, subject] })
  }
  if (cueAt(pieces, at) !== null) return pair(at, at + 1)
  return pair(at, at + 1) ?? pair(at + 1, at) ?? (cueAt(pieces, at + 1) === "from" ? pair(at + 2, at) : null)
}

const classShape = /^\d{1,2}\p{L}$/u

/** "room 101", "class 7b", "teacher Smith": the noun says of which kind the name is. */
export const labelled: Rule = (pieces, at) => {
  const cue = cueAt(pieces, at)
  const next = pieces[at + 1]
  if (!ofResource(cue) || next === undefined) return null
  const named = nameAt(pieces, at + 1, cue)
  if (named !== null) return take(2, mention(named))
  return cue !== "teacher" && numberAt(pieces, at + 1) !== null ? take(2, missing(cue, next.typed)) : null
}

export const name: Rule = (pieces, at) => {
  const sign = first(pieces, at)
  const text = pieces[at]?.text ?? ""
  if (sign?.is === "year" && numberAt(pieces, at + 1) !== null)
    return take(2, missing("class", `${pieces[at]?.typed} ${pieces[at + 1]?.typed}`))
  if (sign?.is === "unknown" && classShape.test(text)) return take(1, missing("class", pieces[at]?.typed ?? text))
  if (sign?.is === "number") {
    const room = nameAt(pieces, at, "room")
    return room === null ? null : take(1, mention(room))
  }
  if (sign?.is !== "names") return null
  const [only, ...others] =
    sign.mentions.length > 1 ? sign.mentions.filter(({ kind }) => kind !== "subject") : sign.mentions
  return only !== undefined && others.length === 0 ? take(1, mention(only)) : null
}
