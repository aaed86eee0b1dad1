import { freePlaces } from "./freePlaces.ts"
import type { KindWords } from "./Language.ts"
import { halfTimed, isTime, lessonOf, lessonsIn } from "./lessonOf.ts"
import { has, hasAny, mentionsIn, partsOfKind, type Reading } from "./Reading.ts"
import { fixed, lessonSlot, measureSlots, placeSlots } from "./Slot.ts"
import { askingWords, places, question, type Reader, type Wish, wish } from "./Wish.ts"

const conflicts: Reader = {
  needs: [["conflict"], ["#kind"], ["fine"], ["what", "matter"]],
  may: [
    ...askingWords,
    ...places,
    "#severity",
    "#limit",
    "who",
    "where",
    "howMany",
    "with",
    "worst",
    "all",
    "schedule",
    "lesson",
    "teacher",
    "class",
    "room",
    "slot"
  ],
  read: reading => {
    const kinds = partsOfKind(reading.parts, "kind")
    if (kinds.length === 0 && hasAny(reading, "who", "teacher", "class", "room", "slot")) return null
    if (kinds.length === 0 && has(reading, "lesson") && !hasAny(reading, "@teacher", "@class", "@room")) return null
    const named = kinds.map(({ kind }) => narrowed(kind, reading))
    if (named.includes(null)) return null
    // "All good" is a thank-you, "is all good in 7b?" a question.
    if (has(reading, "fine") && !(reading.opensWith === "asking" || has(reading, "whether"))) return null
    if (has(reading, "matter") && !hasAny(reading, ...places)) return null
    const kind = [...new Set(named)].join(",")
    return wish("/conflicts", {
      ...placeSlots(reading.parts),
      ...measureSlots(reading.parts),
      ...(kind === "" ? {} : { kind: fixed(kind) })
    })
  }
}

/**
 * "Which teachers are double booked?", "who has gaps?": the kind that is about those. null: it is not about such things, or
 * about two.
 */
const narrowed = ({ kind, of }: KindWords, reading: Reading): string | null => {
  const [noun, other] = resources.filter(word => has(reading, word) || (word === "teacher" && has(reading, "who")))
  if (noun === undefined) return kind
  if (other !== undefined) return null
  return of?.[noun] ?? (kind.startsWith(`${noun}_`) ? kind : null)
}

const resources = ["teacher", "class", "room"] as const

const schedule: Reader = {
  needs: [
    ["schedule"],
    ["teach"],
    ["lesson"],
    ["what", "have"],
    ["doing"],
    ["where"],
    ["who", "@room"],
    ["free", "@teacher"],
    ["free", "@class"],
    ["free", "@room"],
    ["how", "looks"],
    ...(["@teacher", "@class", "@room"] as const).flatMap(who => [
      ["show", who, "@day"] as const,
      ["what", "asking", who] as const
    ]),
    ...resources.map(noun => ["which", noun] as const)
  ],
  may: [...askingWords, ...places, "all", "when", "who", "period"],
  read: reading => {
    const slots = placeSlots(reading.parts)
    const named = resources.filter(kind => kind in slots).length
    const timed = ["day", "time", "period"].some(kind => kind in slots)
    const nouns = resources.filter(noun => has(reading, noun))
    // "Which teachers does 7b see?", "which class is in Lab 1 on Monday?": a name of another kind answers it.
    if (nouns.length > 0 && (named !== 1 || nouns.length > 1 || nouns.some(noun => noun in slots))) return null
    if (has(reading, "how") !== has(reading, "looks")) return null
    if (nouns.length > 0 && hasAny(reading, "free", "who", "request")) return null
    if (has(reading, "period") && (named === 0 || nouns.length > 0 || !has(reading, "which"))) return null
    // "What 7a does", but not "what Mrs. Smith needs".
    const verbs = reading.parts.map(part => (part.is === "cue" ? part.cue : null))
    const needed = has(reading, "what") && verbs.lastIndexOf("request") > verbs.indexOf("what")
    if (needed && !hasAny(reading, "schedule", "teach", "lesson", "have", "doing", "where", "free")) return null
    if (named === 0 && !timed)
      return has(reading, "schedule") && !hasAny(reading, "where", "who", "when", "looks") ? wish("/schedule") : null
    // "Where is 7b?" at no time is a riddle, "where is the gym?" a question about the building.
    if (has(reading, "where") && (named !== 1 || !timed || has(reading, "@room"))) return null
    if (has(reading, "free") && (named !== 1 || has(reading, "who"))) return null
    // "Who is in the gym?" now, or ever? And who teaches a teacher?
    if (has(reading, "who") && (named === 0 || has(reading, "@teacher") || !(timed || has(reading, "teach"))))
      return null
    // "What do we have on Monday?" may ask for lessons or for trouble.
    const lessons = hasAny(reading, "schedule", "lesson", "doing", "teach", "where", "who", "free")
    return lessons || named > 0 ? wish("/schedule", slots) : null
  }
}

const free: Reader = {
  needs: [["free"]],
  may: [
    ...askingWords,
    "who",
    "teacher",
    "class",
    "room",
    "@day",
    "@period",
    "#time",
    "#occasion",
    "one",
    "period",
    "slot",
    "schedule"
  ],
  read: (reading, given) => freePlaces(reading, given)
}

const where: Reader = {
  needs: [["whereCan"], ["possible", "slot"], ["slot", "go"], ["request", "go", "#lesson"]],
  may: [
    ...askingWords,
    "go",
    "move",
    "put",
    "to",
    "it",
    "this",
    "lesson",
    "slot",
    "possible",
    "#lesson",
    "#known",
    "@day",
    "@period",
    "@teacher",
    "@class"
  ],
  read: (reading, given) => {
    const lesson = lessonOf(reading, given)
    const named = hasAny(reading, "#lesson", "#known")
    if (has(reading, "go", "@day", "#lesson") && !has(reading, "@period")) return onSomeDay(reading)
    if (named && (lesson === null || halfTimed(reading) || hasAny(reading, "@teacher", "@class"))) return null
    return lesson === null ? question("whichLesson") : wish("/where", { lesson })
  }
}

/**
 * "Can 7b Maths on Tuesday move to Wednesday?" is about the lesson of Tuesday. "Where can 7b Maths go on Tuesday?" may be
 * about that as well, or about Tuesday as its place: that is asked back.
 */
const onSomeDay = (reading: Reading): Wish | null => {
  const { parts } = reading
  const [lesson, ...others] = lessonsIn(parts)
  const at = parts.findIndex(part => part.is === "lesson")
  const part = parts[at]
  if (lesson === undefined || part === undefined || others.length > 0 || hasAny(reading, "@teacher", "@class"))
    return null
  if (mentionsIn(parts.slice(0, at), "day").length > 0) return null
  const besides = parts.slice(lesson.to)
  if (mentionsIn(besides, "day").length > 0 && !has(reading, "whereCan")) return wish("/where", { lesson: lesson.slot })
  const ofDay = lessonSlot(part, parts.filter(isTime))
  const choices = [lessonSlot(part, []), ofDay].flatMap(slot => slot?.choices ?? [])
  return wish("/where", { lesson: { choices, missing: ofDay?.missing ?? null } })
}

/** Commands that list lessons, conflicts and free places: the literal list. */
export const asking: ReadonlyArray<Reader> = [conflicts, schedule, free, where]
