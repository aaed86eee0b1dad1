import { freePlaces } from "./freePlaces.ts"
import type { KindWords } from "./Language.ts"
import { halfTimed, lessonOf } from "./lessonOf.ts"
import { has, hasAny, partsOfKind, type Reading } from "./Reading.ts"
import { fixed, measureSlots, placeSlots } from "./Slot.ts"
import { askingWords, places, question, type Reader, wish } from "./Wish.ts"

const conflicts: Reader = {
  needs: [["conflict"], ["#kind"]],
  may: [
    ...askingWords,
    ...places,
    "#severity",
    "#limit",
    "who",
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
  const [noun, other] = (["teacher", "class", "room"] as const).filter(
    word => has(reading, word) || (word === "teacher" && has(reading, "who"))
  )
  if (noun === undefined) return kind
  if (other !== undefined) return null
  return of?.[noun] ?? (kind.startsWith(`${noun}_`) ? kind : null)
}

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
    ["free", "@room"]
  ],
  may: [...askingWords, ...places, "all", "when", "who"],
  read: reading => {
    const slots = placeSlots(reading.parts)
    const resources = ["teacher", "class", "room"].filter(kind => kind in slots).length
    const timed = ["day", "time", "period"].some(kind => kind in slots)
    if (resources === 0 && !timed)
      return has(reading, "schedule") && !hasAny(reading, "where", "who", "when") ? wish("/schedule") : null
    // "Where is 7b?" at no time is a riddle, "where is the gym?" a question about the building.
    if (has(reading, "where") && (resources !== 1 || !timed || has(reading, "@room"))) return null
    if (has(reading, "free") && (resources !== 1 || has(reading, "who"))) return null
    // "Who is in the gym?" now, or ever? And who teaches a teacher?
    if (has(reading, "who") && (resources === 0 || has(reading, "@teacher") || !(timed || has(reading, "teach"))))
      return null
    // "What do we have on Monday?" may ask for lessons or for trouble.
    const lessons = hasAny(reading, "schedule", "lesson", "doing", "teach", "where", "who", "free")
    return lessons || resources > 0 ? wish("/schedule", slots) : null
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
    "one",
    "period",
    "slot",
    "schedule"
  ],
  read: (reading, given) => freePlaces(reading, given)
}

const where: Reader = {
  needs: [["whereCan"], ["possible", "slot"]],
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
    if (named && (lesson === null || halfTimed(reading) || hasAny(reading, "@teacher", "@class"))) return null
    return lesson === null ? question("whichLesson") : wish("/where", { lesson })
  }
}

/** Commands that list lessons, conflicts and free places: the literal list. */
export const asking: ReadonlyArray<Reader> = [conflicts, schedule, free, where]
