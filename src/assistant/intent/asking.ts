import { freePlaces } from "./freePlaces.ts"
import type { KindWords } from "./Language.ts"
import { halfTimed, isTime, lessonOf, lessonsIn } from "./lessonOf.ts"
import { has, hasAny, mentionsIn, partsOfKind, type Reading } from "./Reading.ts"
import { fixed, lessonSlot, lessonSlots, measureSlots, placeSlots } from "./Slot.ts"
import { askingWords, places, question, type Reader, type Wish, wish } from "./Wish.ts"

const conflicts: Reader = {
  needs: [["conflict"], ["#kind"], ["fine"], ["show", "#severity"], ["what", "matter"]],
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
    // "Was ist im Lab 1 los?" may as well ask for its lessons.
    if (has(reading, "matter", "@room") && !has(reading, "with")) return null
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
    ["when", "have"],
    ["work", "@teacher", "@day"],
    ["asking", "at", "@teacher", "@day"],
    ...(["#lesson", "@subject"] as const).flatMap(what =>
      (["when", "who", "which", "what", "have", "show", "howMany"] as const).map(asks => [asks, what] as const)
    ),
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
  may: [...askingWords, ...places, "@subject", "#lesson", "all", "when", "who", "period", "howMany", "with", "work"],
  read: reading => {
    const slots = lessonSlots(reading.parts)
    const named = resources.filter(kind => kind in slots).length
    const taught = "subject" in slots
    const timed = ["day", "time", "period"].some(kind => kind in slots)
    const nouns = resources.filter(noun => has(reading, noun))
    // "Which teachers does 7b see?", "which class is in Lab 1 on Monday?": a name of another kind answers it.
    if (nouns.length > 0 && ((named !== 1 && !taught) || nouns.length > 1 || nouns.some(noun => noun in slots)))
      return null
    if (has(reading, "how") !== has(reading, "looks")) return null
    if (nouns.length > 0 && hasAny(reading, "free", "who", "request")) return null
    if (has(reading, "period") && ((named === 0 && !taught) || nouns.length > 0 || !hasAny(reading, "which", "what")))
      return null
    // "What 7a does", but not "what Mrs. Smith needs".
    const verbs = reading.parts.map(part => (part.is === "cue" ? part.cue : null))
    const needed = has(reading, "what") && verbs.lastIndexOf("request") > verbs.indexOf("what")
    if (needed && !hasAny(reading, "schedule", "teach", "lesson", "have", "doing", "where", "free")) return null
    if (has(reading, "howMany") && !has(reading, "lesson") && !taught) return null
    if (named === 0 && !timed && !taught)
      return has(reading, "schedule") && !hasAny(reading, "where", "who", "when", "looks") ? wish("/schedule") : null
    // "Where is 7b?" at no time is a riddle, "where is the gym?" a question about the building.
    if (has(reading, "where") && (named !== 1 || !(timed || taught) || has(reading, "@room"))) return null
    if (has(reading, "free") && (named !== 1 || has(reading, "who"))) return null
    // "Who is in the gym?" now, or ever? And who teaches a teacher?
    if (
      has(reading, "who") &&
      ((named === 0 && !taught) || has(reading, "@teacher") || !(timed || taught || has(reading, "teach")))
    )
      return null
    // "What do we have on Monday?" may ask for lessons or for trouble.
    const lessons = hasAny(reading, "schedule", "lesson", "doing", "teach", "where", "who", "free")
    return lessons || named > 0 || taught ? wish("/schedule", slots) : null
  }
}

const free: Reader = {
  needs: [["free"], ["request", "room", "@day", "@period"]],
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
  needs: [
    ["whereCan"],
    ["possible", "slot"],
    ["slot", "go"],
    ["request", "go", "#lesson"],
    ["request", "to", "#lesson", "@day"]
  ],
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
    // "Can 8a Art to Thursday?", without a verb; with a verb of moving it is a move.
    const asks = hasAny(reading, "whereCan", "possible", "slot", "go")
    if (!asks && hasAny(reading, "move", "put", "@period")) return null
    const lesson = lessonOf(reading, given)
    const named = hasAny(reading, "#lesson", "#known")
    if (hasAny(reading, "go", "to") && has(reading, "@day", "#lesson") && !has(reading, "@period"))
      return onSomeDay(reading)
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
