import type { Lexicon } from "./Lexicon.ts"
import { likest } from "./likeness.ts"
import type { Item, Mention, NameKind, Sign } from "./Sign.ts"
import { type Token, typedAs } from "./Token.ts"
import { titledTeacher } from "./titledTeacher.ts"
import type { Entry, Vocabulary } from "./Vocabulary.ts"

/** A stretch of words and what it may mean by itself: a word of the language first, names after it. */
export interface Piece {
  readonly signs: ReadonlyArray<Sign>
  readonly text: string
  /** The same as it was typed. */
  readonly typed: string
  /** Its words: from this one up to that one, not included. */
  readonly first: number
  readonly end: number
  /** A full stop follows at once. */
  readonly dotted: boolean
  /** Where it stands in the text as typed. */
  readonly from: number
  readonly to: number
}

/** With so many strange words no sentence is sure any more: likeness is not asked for again. */
const maxStrange = 6

/** Cuts a sentence into the longest phrases that are known; what is not known is kept as such. Nothing is lost. */
export const piecesOf = (
  tokens: ReadonlyArray<Token>,
  lexicon: Lexicon,
  vocabulary: Vocabulary
): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  const longest = Math.max(lexicon.longest, vocabulary.longest)
  let strange = 0
  for (let at = 0; at < tokens.length; ) {
    const named = titledTeacher(tokens, at, lexicon, vocabulary)
    const [signs, count]: Found =
      named !== null
        ? [[{ is: "names", mentions: [named.mention] }], named.used]
        : (called(tokens, at, pieces, lexicon) ??
          exactToken(tokens[at]) ??
          phraseAt(tokens, at, longest, lexicon, vocabulary) ??
          (strange++ < maxStrange ? alike(tokens[at], lexicon, vocabulary) : unknown(tokens[at])))
    const words = tokens.slice(at, at + count)
    pieces.push({
      signs,
      text: words.map(({ text }) => text).join(" "),
      typed: typedAs(words),
      first: at,
      end: at + count,
      dotted: words.at(-1)?.dotted === true,
      from: words[0]?.from ?? 0,
      to: words.at(-1)?.to ?? 0
    })
    at += count
  }
  return pieces
}

type Found = readonly [signs: ReadonlyArray<Sign>, used: number]

/** "Morning! Any conflicts on Tuesday?", "No, undo that": a word called out at the beginning. */
const called = (
  tokens: ReadonlyArray<Token>,
  at: number,
  before: ReadonlyArray<Piece>,
  { greetings, nays }: Lexicon
): Found | null => {
  const token = tokens[at]
  const opens = before.every(({ signs: [sign] }) => sign?.is === "aside" || (sign?.is === "cue" && sign.cue === "lead"))
  if (!opens || token?.calls !== true || at + 1 >= tokens.length) return null
  if (greetings.has(token.text)) return [[{ is: "aside" }], 1]
  return nays.has(token.text) ? [[{ is: "cue", cue: "nay" }], 1] : null
}

const exactToken = (token: Token | undefined): Found | null => {
  if (token === undefined) return null
  if (token.id !== null) return [[{ is: "id", id: token.id }], 1]
  if (/^\d{4}-\d{2}-\d{2}$/.test(token.text)) return [[{ is: "date", date: token.text }], 1]
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(token.text) ?? []
  if (hours === undefined || minutes === undefined) return null
  const moment = Number(hours) * 60 + Number(minutes)
  return Number(hours) < 24 && Number(minutes) < 60 ? [[{ is: "clock", minutes: moment }], 1] : unknown(token)
}

const phraseAt = (
  tokens: ReadonlyArray<Token>,
  at: number,
  longest: number,
  lexicon: Lexicon,
  vocabulary: Vocabulary
): Found | null => {
  for (let used = Math.min(longest, tokens.length - at); used > 0; used--) {
    const words = tokens.slice(at, at + used)
    const last = words.at(-1)
    const before = words.slice(0, -1).map(({ text }) => `${text} `)
    for (const ending of [last?.text, last?.base]) {
      if (ending == null) continue
      const signs = signsOf(`${before.join("")}${ending}`, lexicon, vocabulary)
      if (signs.length > 0) return [signs, used]
    }
  }
  return null
}

const signsOf = (phrase: string, lexicon: Lexicon, vocabulary: Vocabulary): ReadonlyArray<Sign> => {
  const word = lexicon.signs.get(phrase)
  const names = vocabulary.entries.get(phrase)
  return [
    ...(word === undefined ? [] : [word]),
    ...(/^\d{1,4}$/.test(phrase) ? [{ is: "number", n: Number(phrase) } as const] : hoursOf(phrase, lexicon)),
    ...(names === undefined ? [] : [{ is: "names", mentions: mentionsOf(names, phrase) } as const])
  ]
}

/** "10am" in one word. */
const hoursOf = (phrase: string, { signs }: Lexicon): ReadonlyArray<Sign> => {
  const [, hour, suffix] = /^(\d{1,2})(\p{L}+)$/u.exec(phrase) ?? []
  const half = signs.get(suffix ?? "")
  return hour === undefined || half?.is !== "hours" ? [] : clockOf(Number(hour), half.half)
}

/** The hour of a day as minutes; none for an hour that does not exist. */
export const clockOf = (hour: number, half: "am" | "pm" | null): ReadonlyArray<Sign> => {
  if (hour > (half === null ? 23 : 12)) return []
  const hours = half === null ? hour : (hour % 12) + (half === "pm" ? 12 : 0)
  return [{ is: "clock", minutes: hours * 60 }]
}

/**
 * One mention a kind; a name that is whole leaves no room for those it is only a part of. Not so people: who has no given
 * name in the timetable is not meant more surely by the surname than a namesake who has one.
 */
export const mentionsOf = (entries: ReadonlyArray<Entry>, asked: string): ReadonlyArray<Mention> => {
  const wholeKinds = new Set(entries.flatMap(({ kind, whole }) => (whole ? [kind] : [])))
  const whole = entries.filter(entry => entry.whole || (entry.kind === "teacher" && wholeKinds.has("teacher")))
  const byKind = new Map<NameKind, Array<Item>>()
  for (const { kind, item } of whole.length > 0 ? whole : entries) {
    const known = byKind.get(kind)
    if (known === undefined) byKind.set(kind, [item])
    else if (!known.some(({ id }) => id === item.id)) known.push(item)
  }
  return [...byKind].map(([kind, items]) => ({ kind, items, asked, relative: null }))
}

const unknown = (token: Token | undefined): Found => [[{ is: "unknown", text: token?.text ?? "" }], 1]

/**
 * What a misspelt word may stand for, when that is one thing: a word of the language, or names of one kind. Days that are
 * equally near are days that have to be asked about; all else that is open stays unknown.
 */
const alike = (token: Token | undefined, lexicon: Lexicon, vocabulary: Vocabulary): Found => {
  if (token === undefined) return unknown(token)
  const letter = token.text.slice(0, 1)
  const words: ReadonlyArray<readonly [string, Sign | ReadonlyArray<Entry>]> = [
    ...(lexicon.forgiving.get(letter) ?? []),
    ...(vocabulary.forgiving.get(letter) ?? [])
  ]
  const found = likest(token.text, words).map(
    (meant): Sign => ("is" in meant ? meant : { is: "names", mentions: mentionsOf(meant, token.text) })
  )
  const days = found.flatMap(sign => (sign.is === "weekday" ? [sign.weekday] : []))
  if (days.length === found.length && new Set(days).size > 1) {
    const items = [...new Set(days)].sort().flatMap(day => vocabulary.weekdays[day] ?? [])
    return [[{ is: "names", mentions: [{ kind: "day", items, asked: token.text, relative: null }] }], 1]
  }
  const [first] = found
  return first !== undefined && new Set(found.map(sign => JSON.stringify(sign))).size === 1
    ? [[first], 1]
    : unknown(token)
}
