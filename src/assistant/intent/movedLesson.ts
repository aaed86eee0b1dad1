import { type Given, lessonSpokenOf } from "./Given.ts"
import { isTime, lessonsIn } from "./lessonOf.ts"
import type { Part } from "./Part.ts"
import { has, hasAny, type Reading } from "./Reading.ts"
import { fixed, lessonSlot, type Slot, slotOf, timeSlot } from "./Slot.ts"
import { question, type Wish, wish } from "./Wish.ts"

const isLesson = (part: Part): boolean => part.is === "lesson" || part.is === "known"
const isPlace = (part: Part): boolean => isTime(part) || (part.is === "mention" && part.mention.kind === "room")

const itself = (reading: Reading, given: Given): Slot | null => {
  const spoken = lessonSpokenOf(given)
  return has(reading, "it") && spoken !== null ? fixed(spoken) : null
}

/**
 * "Move 7b Maths on Monday 2 to Tuesday 3 in Lab 1". What stands between the lesson and "to" says which lesson it is, what
 * stands after "to" is where it goes; "put" needs no "to". null when a time or room stands anywhere else.
 */
export const movedLesson = (reading: Reading, given: Given): Wish | null => {
  const { parts } = reading
  // "7b Maths was moved to Tuesday 3" tells what has happened.
  if (hasAny(reading, "asking", "past") && !has(reading, "whatIf")) return null
  const at = parts.findIndex(isLesson)
  const part = parts[at]
  const to = parts.findIndex((other, i) => i > at && other.is === "cue" && (other.cue === "to" || other.cue === "go"))
  const cut = to >= 0 ? to : hasAny(reading, "put", "whatIf") ? at + 1 : parts.length
  if (parts.filter(isLesson).length > 1 || parts.slice(0, at < 0 ? cut : at).some(isPlace)) return null
  const [target, before] = [parts.slice(cut), parts.slice(at + 1, cut)]
  const lesson = part === undefined ? itself(reading, given) : lessonSlot(part, before.filter(isTime))
  if (lesson === null)
    return hasAny(reading, "it", "this", "@teacher", "@class", "@day") ? question("whichLesson") : null
  if (hasAny(reading, "@teacher", "@class") || (at >= 0 && before.some(other => isPlace(other) && !isTime(other))))
    return null
  const slot = timeSlot(target)
  if (slot !== null) {
    const room = slotOf(target, "room")
    return wish("/move", { lesson, to: slot, ...(room === null ? {} : { room }) })
  }
  // Without a verb of moving, only a whole place to go says that it is to go anywhere.
  if (!hasAny(reading, "move", "put", "moved")) return null
  const [only, ...others] = lesson.choices
  return only === undefined || others.length > 0
    ? wish("/where", { lesson })
    : question("whereTo", { command: "/where", parameters: { lesson: only } })
}

/** "Swap 7b Maths Monday 2 with 8a Maths Tuesday 1": each lesson has the day and period that follow it at once. */
export const swappedLessons = (reading: Reading, given: Given): Wish | null => {
  const { parts } = reading
  const named = lessonsIn(parts)
  const it = itself(reading, given)
  const [lesson, other, ...more] = [...(it === null ? [] : [it]), ...named.map(({ slot }) => slot)]
  if (lesson === undefined && !hasAny(reading, "it", "this", "@teacher", "@class")) return null
  const beside = named.map(({ from, to }) => parts.slice(from, to).filter(isTime).length)
  // "… and 7b German on Monday": of both lessons, or of the last? A lesson has a day and a period, or neither.
  const clear =
    beside.every(count => count === 0 || count === 2) &&
    parts.filter(isTime).length === beside.reduce<number>((sum, count) => sum + count, 0)
  if (lesson === undefined || other === undefined || more.length > 0 || !clear || hasAny(reading, "@teacher", "@class"))
    return question("whichTwoLessons")
  return wish("/swap", { lesson, with: other })
}
