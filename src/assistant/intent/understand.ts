import { asking } from "./asking.ts"
import type { ViewContext } from "./Context.ts"
import { deciding } from "./deciding.ts"
import { explaining } from "./explaining.ts"
import { followUp } from "./followUp.ts"
import type { Given } from "./Given.ts"
import { type Intent, none, type Seen } from "./Intent.ts"
import { type Lexicon, lexiconOf } from "./Lexicon.ts"
import { languages } from "./languages.ts"
import type { Memory } from "./Memory.ts"
import type { Part } from "./Part.ts"
import { type Piece, piecesOf } from "./Piece.ts"
import { partsOf } from "./partsOf.ts"
import { proposing } from "./proposing.ts"
import { type Feature, featureOf, hasAny, partsOfKind, type Reading } from "./Reading.ts"
import { rejoined } from "./rejoined.ts"
import { lessonSlots } from "./Slot.ts"
import { filled } from "./say.ts"
import { settle } from "./settle.ts"
import type { Today } from "./Today.ts"
import { maxLength, tokenise } from "./Token.ts"
import type { Vocabulary } from "./Vocabulary.ts"
import { fits, type Offer, places, question, type Wish, wish } from "./Wish.ts"

export interface Situation {
  readonly vocabulary: Vocabulary
  /** Code of the only language to try; all, when left out. */
  readonly language?: string
  readonly memory: Memory
  readonly context: ViewContext | null
  readonly today: Today
}

/** A planner who says more than so many things at once is not served by a command; bounds the work. */
const maxSentences = 8

const lexicons = languages.map(lexiconOf)
const readers = [...asking, ...explaining, ...proposing, ...deciding]

/**
 * What an everyday sentence comes to, without a model: a command where the sentence leaves no doubt, a question with
 * candidates where a command is meant but open, otherwise nothing. A command comes about only when every word of the
 * sentence has a part in it, or is listed as an aside and the command writes nothing: so a sentence that says more than a
 * command can do is never taken for one. Reads the first 1,000 characters, in time that grows with their number; the text
 * is data and never throws.
 */
export const understand = (text: string, situation: Situation): Intent => {
  const typed = text.slice(0, maxLength)
  if (typed.trim() === "") return none("there is nothing in it")
  if (typed.trim().startsWith("/")) return none("it is a command already")
  return severally(typed, situation) ?? together(typed, situation)
}

/** Two sentences that are each a command, and not the same one, are two wishes, of which only one can be granted. */
const severally = (text: string, situation: Situation): Intent | null => {
  const sentences = text.split(/(?<=[.!?;,])\s+/u).filter(sentence => sentence.trim() !== "")
  if (sentences.length < 2) return null
  const [one, ...others] = sentences
    .slice(0, maxSentences)
    .map(sentence => together(sentence, situation))
    .filter(intent => intent._tag === "Command")
  const another = one === undefined ? undefined : others.find(other => !within(one, other) && !within(other, one))
  return one === undefined || another === undefined ? null : none("it says two things at once")
}

/** Does the second command say what the first says, and perhaps more? */
const within = (one: Offer, other: Offer): boolean =>
  one.command === other.command &&
  Object.entries(one.parameters).every(([key, value]) => other.parameters[key] === value)

const together = (typed: string, situation: Situation): Intent => {
  const best = likeliest(typed, situation)
  if (best === null) return none("the language is not known")
  const { lexicon, tokens, given } = best
  const intent = intentOf(typed, best.pieces, given, lexicon)
  const whole = intent._tag === "None" ? rejoined(tokens, lexicon) : null
  return whole === null ? intent : intentOf(typed, piecesOf(whole, lexicon, situation.vocabulary), given, lexicon)
}

/** The sentence in the language that knows most of its words. */
const likeliest = (typed: string, situation: Situation) => {
  const known = lexicons.filter(
    ({ language }) => situation.language === undefined || language.code === situation.language
  )
  const ids = idsOf(situation)
  const tokens = tokenise(typed, ids)
  const ways = known
    .map(lexicon => {
      const pieces = piecesOf(tokens, lexicon, situation.vocabulary)
      return { lexicon, pieces, strange: pieces.filter(({ signs }) => signs[0]?.is === "unknown").length }
    })
    .sort((a, b) => a.strange - b.strange)
  const [best] = ways
  return best === undefined ? null : { ...best, tokens, given: { ...situation, language: best.lexicon.language } }
}

const maxSeen = 3

/**
 * Of a sentence that was not understood: the names in it, and at most three commands about them. null: there is none in
 * it. As `understand`, it reads the first 1,000 characters and never throws.
 */
export const seenIn = (text: string, situation: Situation): Seen | null => {
  const typed = text.slice(0, maxLength)
  const best = likeliest(typed, situation)
  if (best === null) return null
  const { parts } = readingOf(typed, best.pieces, best.given)
  const mentions = parts.flatMap(part => (part.is === "mention" ? [part.mention] : part.is === "lesson" ? part.of : []))
  const names = mentions.flatMap(({ kind, items: [only, ...others], asked }) =>
    kind === "period" || only === undefined || others.length > 0
      ? []
      : [kind === "day" && asked !== "" ? asked : only.name]
  )
  if (names.length === 0) return null
  const asked = settle(about(parts, best.given), best.given)
  return {
    sentence: filled(best.given.language.asks.seen, { names: [...new Set(names)].join(", ") }),
    candidates: asked._tag === "Ask" ? asked.candidates.slice(0, maxSeen) : []
  }
}

/** By lower case, so that an id is one however it is typed. */
const idsOf = ({ memory, context }: Situation): ReadonlyMap<string, string> =>
  new Map(
    [...memory.suggestions, ...memory.conflicts, ...(context?.visible_conflicts ?? [])].map(id => [
      id.toLowerCase(),
      id
    ])
  )

const intentOf = (text: string, pieces: ReadonlyArray<Piece>, given: Given, lexicon: Lexicon): Intent => {
  const reading = readingOf(text, pieces, given)
  const strange = partsOfKind(reading.parts, "unknown").map(part => part.text)
  if (strange.length > 0) return none(`not understood: ${strange.slice(0, 5).join(", ")}`)
  if (reading.features.has("not")) return none("it says what is not to be")
  const wishes = readers.flatMap(reader => (fits(reading, reader) ? (reader.read(reading, given) ?? []) : []))
  const [sure, ...others] = wishes
  if (sure !== undefined && others.length === 0) return settle(sure, given)
  if (sure !== undefined) return settle(question("which", ...wishes.flatMap(offered(given))), given)
  const next = followUp(reading, given) ?? bare(reading, given)
  return next === null ? none(`no command for it in ${lexicon.language.code}`) : settle(next, given)
}

const offered =
  (given: Given) =>
  (open: Wish): ReadonlyArray<{ readonly command: string; readonly parameters: Readonly<Record<string, string>> }> => {
    const intent = settle(open, given)
    if (intent._tag === "Ask") return intent.candidates
    return intent._tag === "Command" ? [intent] : []
  }

const readingOf = (text: string, all: ReadonlyArray<Piece>, given: Given): Reading => {
  const cue = ({ signs: [sign] }: Piece) => (sign?.is === "cue" ? sign.cue : null)
  const because = all.findIndex(piece => cue(piece) === "because")
  // A reason is the planner's own words, where a command takes one; anywhere else it is more than we understand.
  const takesReason = all.slice(0, Math.max(0, because)).some(piece => ["lock", "reject"].includes(cue(piece) ?? ""))
  const pieces = takesReason ? all.slice(0, because) : all
  const parts = partsOf(pieces, given)
  const start = pieces.find(piece => !["lead", "nay"].includes(cue(piece) ?? "") && piece.signs[0]?.is !== "aside")
  const why = takesReason ? text.slice(all[because]?.to ?? text.length).replace(/^[\s,:]+|[\s.!?,;]+$/gu, "") : ""
  return {
    parts,
    features: new Set(parts.map(featureOf)),
    opensWith: start === undefined ? null : cue(start),
    isQuestion: text.includes("?"),
    why: why === "" ? null : why
  }
}

const bareWords: ReadonlyArray<Feature> = [
  ...places,
  "@subject",
  "#lesson",
  "lead",
  "and",
  "followUp",
  "from",
  "at",
  "show",
  "check",
  "request",
  "#aside"
]

/** Only names and times: what could be asked about them. */
const bare = (reading: Reading, given: Given): Wish | null => {
  const isBare =
    [...reading.features].every(feature => bareWords.includes(feature)) &&
    hasAny(reading, ...places, "@subject", "#lesson")
  return isBare ? about(reading.parts, given) : null
}

/** What could be asked about the names and times of a sentence. */
const about = (parts: ReadonlyArray<Part>, given: Given): Wish => {
  const slots = lessonSlots(parts)
  const { time: _time, period: _period, subject: _subject, ...scope } = slots
  const { subject: _, ...filters } = slots
  const wishes = [
    wish("/schedule", slots),
    ...(Object.keys(filters).length > 0 ? [wish("/conflicts", filters)] : []),
    ...(Object.keys(scope).length > 0 ? [wish("/suggest", scope)] : [])
  ]
  return question("whatAbout", ...wishes.flatMap(offered(given)))
}
