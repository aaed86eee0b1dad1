import type { Part } from "./Part.ts"
import { mentionsIn, partsOfKind } from "./Reading.ts"
import type { Mention, NameKind } from "./Sign.ts"

/** The value of a parameter: one, several of which one is meant, or a name that does not exist. */
export interface Slot {
  readonly choices: ReadonlyArray<string>
  readonly missing: Mention | null
}

export type Slots = Readonly<Record<string, Slot>>

export const fixed = (value: string): Slot => ({ choices: [value], missing: null })

const chosen = (mentions: ReadonlyArray<Mention>, text: (mention: Mention) => ReadonlyArray<string>): Slot => ({
  choices: [...new Set(mentions.flatMap(text))],
  missing: mentions.find(({ items }) => items.length === 0) ?? null
})

const names = ({ items }: Mention): ReadonlyArray<string> => items.map(({ name }) => name)

/** Every combination of the values, in words: "7b Maths", "7a Maths". */
const combined = (slots: ReadonlyArray<Slot>): Slot => ({
  choices: slots.reduce<ReadonlyArray<string>>(
    (before, { choices }) => before.flatMap(head => choices.map(choice => `${head} ${choice}`.trim())),
    [""]
  ),
  missing: slots.find(({ missing }) => missing !== null)?.missing ?? null
})

/** The one parameter that names of a kind make; nothing when none is there. */
export const slotOf = (parts: ReadonlyArray<Part>, kind: NameKind): Slot | null => {
  const mentions = mentionsIn(parts, kind)
  return mentions.length === 0 ? null : chosen(mentions, names)
}

/** A day as a date may be meant: "today" stays today. */
export const dateSlot = (parts: ReadonlyArray<Part>): Slot | null => {
  const dates = partsOfKind(parts, "date").map(({ date }) => date)
  const days = mentionsIn(parts, "day")
  if (dates.length + days.length === 0) return null
  const { choices, missing } = chosen(days, day =>
    day.relative !== null && day.items.length > 0 ? [day.relative] : names(day)
  )
  return { choices: [...dates, ...choices], missing }
}

/** "Thursday 4"; null unless day and period are both there. */
export const timeSlot = (parts: ReadonlyArray<Part>): Slot | null => {
  const day = slotOf(parts, "day")
  const period = slotOf(parts, "period")
  return day === null || period === null ? null : combined([day, period])
}

/** "7b Maths Monday 2": a lesson, with its day and period. */
export const lessonSlot = (part: Part, when: ReadonlyArray<Part>): Slot | null => {
  if (part.is === "known") return when.length === 0 ? fixed(part.lesson) : null
  if (part.is !== "lesson") return null
  const [schoolClass, subject] = part.of
  const at = [slotOf(when, "day"), slotOf(when, "period")].filter(slot => slot !== null)
  return combined([chosen([schoolClass], names), chosen([subject], names), ...at])
}

/** The parameters that several commands narrow by; times and periods included. */
export const placeSlots = (parts: ReadonlyArray<Part>): Slots => {
  const slots: Record<string, Slot> = {}
  for (const kind of ["teacher", "class", "room", "day", "period"] as const) {
    const slot = slotOf(parts, kind)
    if (slot !== null) slots[kind] = slot
  }
  const times = [...new Set(partsOfKind(parts, "time").map(({ time }) => time))]
  if (times.length > 0) slots.time = { choices: times, missing: null }
  return slots
}

/** The same, and a subject; a lesson is a class and a subject. */
export const lessonSlots = (parts: ReadonlyArray<Part>): Slots => {
  const named = parts.flatMap(part =>
    part.is === "lesson" ? part.of.map((mention): Part => ({ is: "mention", mention })) : [part]
  )
  const subject = slotOf(named, "subject")
  return { ...placeSlots(named), ...(subject === null ? {} : { subject }) }
}

/** How many, how bad, of which kind. */
export const measureSlots = (parts: ReadonlyArray<Part>): Slots => {
  const [limit] = partsOfKind(parts, "limit")
  const severities = [...new Set(partsOfKind(parts, "severity").map(({ severity }) => severity))]
  return {
    ...(limit === undefined ? {} : { limit: fixed(`${limit.limit}`) }),
    ...(severities.length === 0 ? {} : { severity: { choices: severities, missing: null } })
  }
}
