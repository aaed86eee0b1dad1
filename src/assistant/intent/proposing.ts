import { chosenFrom } from "./chosenFrom.ts"
import { conflictsAtHand } from "./Given.ts"
import { lessonOf } from "./lessonOf.ts"
import { movedLesson, swappedLessons } from "./movedLesson.ts"
import { has, hasAny, partsOfKind } from "./Reading.ts"
import { dateSlot, fixed, measureSlots, placeSlots, slotOf } from "./Slot.ts"
import { askingWords, question, type Reader, wish } from "./Wish.ts"

const suggest: Reader = {
  needs: [["suggest"], ["improve"], ["optimise"], ["fix"]],
  may: [
    ...askingWords,
    "suggest",
    "improve",
    "fix",
    "help",
    "how",
    "conflict",
    "schedule",
    "lesson",
    "it",
    "this",
    "one",
    "@teacher",
    "@class",
    "@room",
    "@day",
    "@period",
    "#lesson",
    "#known",
    "#pick",
    "#id",
    "#limit",
    "#severity"
  ],
  read: (reading, given) => {
    if (has(reading, "#severity")) return null
    const scope = placeSlots(reading.parts)
    const lesson = lessonOf(reading, given)
    // A period says which lesson is meant; by itself it is no scope.
    if (has(reading, "@period") && (lesson === null || !has(reading, "#lesson"))) return null
    if (hasAny(reading, "#lesson", "#known") && lesson === null) return null
    const named = Object.keys(scope).length > 0
    const ofConflict =
      hasAny(reading, "#pick", "#id") || (hasAny(reading, "it", "this") && !named && !has(reading, "#known"))
    if (ofConflict && !has(reading, "optimise") && !has(reading, "schedule")) {
      if (named || has(reading, "#lesson")) return null
      const conflicts = conflictsAtHand(given, has(reading, "this"))
      return chosenFrom(
        reading,
        conflicts,
        "whichConflict",
        conflict => ({ command: "/suggest", parameters: { conflict } }),
        false
      )
    }
    if (hasAny(reading, "#pick", "#id")) return null
    if (lesson !== null && !hasAny(reading, "it")) {
      return hasAny(reading, "@teacher", "@class", "@room")
        ? null
        : wish("/suggest", { lesson, ...measureSlots(reading.parts) })
    }
    if (hasAny(reading, "it", "this") && !named && !has(reading, "schedule")) return question("whatAbout")
    // The whole week is a matter for the optimiser when it is asked for by that word.
    if (has(reading, "optimise") && !named && !has(reading, "suggest")) return null
    return wish("/suggest", { ...scope, ...measureSlots(reading.parts) })
  }
}

const optimise: Reader = {
  needs: [["optimise"], ["optimiser"]],
  may: [...askingWords, "help", "how", "schedule", "all", "this", "@teacher", "@class", "@room", "@day", "#seconds"],
  read: reading => {
    const scope = placeSlots(reading.parts)
    const [seconds, ...more] = partsOfKind(reading.parts, "seconds")
    const named = Object.keys(scope).length > 0
    const whole = !named && (hasAny(reading, "schedule", "all") || !has(reading, "this"))
    if (more.length > 0 || !(whole || seconds !== undefined || has(reading, "optimiser"))) return null
    return wish("/optimize", { ...scope, ...(seconds === undefined ? {} : { seconds: fixed(`${seconds.seconds}`) }) })
  }
}

/** What has happened is no what-if: "moved" needs an "if". */
const move: Reader = {
  needs: [
    ["move"],
    ["put"],
    ["moved", "whatIf"],
    ["whatIf", "#lesson"],
    ["to", "#lesson", "@day", "@period"],
    ["go", "#lesson", "@day", "@period"]
  ],
  may: [
    "lead",
    "request",
    "from",
    "at",
    "whatIf",
    "asking",
    "past",
    "to",
    "it",
    "this",
    "lesson",
    "#lesson",
    "#known",
    "@teacher",
    "@class",
    "@day",
    "@period",
    "@room"
  ],
  read: movedLesson
}

const swap: Reader = {
  needs: [["swap"], ["swapped", "whatIf"]],
  may: [
    "lead",
    "request",
    "from",
    "at",
    "whatIf",
    "with",
    "and",
    "it",
    "this",
    "lesson",
    "#lesson",
    "#known",
    "@teacher",
    "@class",
    "@day",
    "@period"
  ],
  read: swappedLessons
}

const cover: Reader = {
  needs: [["ill"], ["cover"]],
  may: [...askingWords, "ill", "who", "lesson", "and", "@teacher", "@day", "#date"],
  read: reading => {
    // "Is she ill on Tuesday?", "fehlt sie am Dienstag?" ask for what no timetable knows.
    const asks = reading.opensWith === "asking" || reading.opensWith === "ill" || hasAny(reading, "whether", "looks")
    if (has(reading, "ill") && asks) return null
    const verb = reading.parts.findIndex(part => part.is === "cue" && part.cue === "cover")
    const person = reading.parts.findIndex(part => part.is === "mention" && part.mention.kind === "teacher")
    // "Who does Mr. Kaye replace?" is about what he does for others.
    if (!has(reading, "ill") && person < verb && hasAny(reading, "asking", "what", "which")) return null
    const teacher = slotOf(reading.parts, "teacher")
    const day = dateSlot(reading.parts)
    if (teacher === null) return day === null ? null : question("whichTeacher")
    if (day !== null) return wish("/cover", { teacher, day })
    const [name, ...others] = teacher.choices
    if (name === undefined || others.length > 0) return wish("/cover", { teacher })
    const offer = (on: string) => ({ command: "/cover", parameters: { teacher: name, day: on } })
    return question("whichDay", offer("today"), offer("tomorrow"))
  }
}

/** Commands that search and propose, and write nothing: the literal list. */
export const proposing: ReadonlyArray<Reader> = [suggest, optimise, move, swap, cover]
