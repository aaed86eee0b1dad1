import { type Given, lessonSpokenOf } from "./Given.ts"
import type { Part } from "./Part.ts"
import { has, type Reading } from "./Reading.ts"
import { fixed, lessonSlot, type Slot } from "./Slot.ts"

/** A lesson of a sentence, and the parts that say which it is. */
export interface NamedLesson {
  readonly slot: Slot
  /** From this part up to that one, not included. */
  readonly from: number
  readonly to: number
}

export const isTime = (part: Part): boolean =>
  part.is === "time" || (part.is === "mention" && (part.mention.kind === "day" || part.mention.kind === "period"))

/** Every lesson that is named, each with the day and period that follow it at once. */
export const lessonsIn = (parts: ReadonlyArray<Part>): ReadonlyArray<NamedLesson> =>
  parts.flatMap((part, from) => {
    const rest = parts.slice(from + 1)
    const beside = rest.findIndex(other => !(isTime(other) || (other.is === "cue" && other.cue === "from")))
    const when = rest.slice(0, beside < 0 ? rest.length : beside)
    const slot = when.some(({ is }) => is === "time") ? null : lessonSlot(part, when.filter(isTime))
    return slot === null ? [] : [{ slot, from, to: from + 1 + when.length }]
  })

/**
 * The one lesson that a sentence is about: named, or "it". null also when a day or period stands somewhere else in the
 * sentence: then it says something that is not about which lesson is meant.
 */
export const lessonOf = ({ parts, features }: Reading, given: Given): Slot | null => {
  const [lesson, ...others] = lessonsIn(parts)
  const elsewhere = parts.some(
    (part, i) => isTime(part) && !(lesson !== undefined && i >= lesson.from && i < lesson.to)
  )
  if (others.length > 0 || elsewhere) return null
  if (lesson !== undefined) return lesson.slot
  const spoken = lessonSpokenOf(given)
  return features.has("it") && spoken !== null ? fixed(spoken) : null
}

/** A day alone beside a lesson may as well be when something is to happen. */
export const halfTimed = (reading: Reading): boolean => has(reading, "@day") !== has(reading, "@period")
