import type { Given } from "./Given.ts"
import { conflictsAtHand } from "./Given.ts"
import { lessonsIn } from "./lessonOf.ts"
import { type Feature, has, hasAny, mentionsIn, partsOfKind, type Reading } from "./Reading.ts"
import { dateSlot, fixed, measureSlots, placeSlots, type Slots } from "./Slot.ts"
import { type Offer, places, question, type Wish, wish } from "./Wish.ts"

/** What a follow-up may consist of: joining words, and what it replaces. No verb, no question of its own. */
const allowed: ReadonlyArray<Feature> = [
  ...places,
  "lead",
  "and",
  "followUp",
  "from",
  "at",
  "one",
  "teacher",
  "class",
  "room",
  "#kind",
  "#severity",
  "#lesson",
  "#pick",
  "#date",
  "#aside"
]

/** Parameters of which a new one takes the place of an old one, by command. */
const groups: ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> = new Map(
  Object.entries({
    "/conflicts": [["teacher", "class", "room"], ["day"], ["time", "period"], ["kind"], ["severity"]],
    "/schedule": [["teacher", "class", "room"], ["day"], ["time", "period"]],
    "/suggest": [["teacher", "class", "room", "lesson", "conflict"], ["day"]],
    "/cover": [["teacher"], ["day"]],
    "/where": [["lesson"]]
  })
)

/** What belongs to one page, not to the question. */
const passing = ["page", "limit", "deeper", "longer"]

/** "And on Tuesday?": the last command with what is new in its place. null: the sentence is no follow-up. */
export const followUp = (reading: Reading, given: Given): Wish | null => {
  const { previous } = given.memory
  const again = more(reading, given)
  if (again !== null) return again
  if (![...reading.features].every(feature => allowed.includes(feature))) return null
  if (has(reading, "#pick")) return ofPicks(reading, given)
  if (previous === null) return null
  if (has(reading, "#date") && previous.command !== "/cover") return null
  if (has(reading, "#lesson") && hasAny(reading, "@teacher", "@class", "@room", "#time", "#kind", "#severity"))
    return null
  if (previous.command === "/free") return stillFree(reading, previous.parameters)
  const said = newSlots(reading, previous.command)
  const replaced = groups.get(previous.command)
  const keys = Object.keys(said)
  if (replaced === undefined || keys.length === 0 || hasAny(reading, "teacher", "class", "room")) return null
  if (!keys.every(key => replaced.some(group => group.includes(key)))) return null
  const gone = new Set([...passing, ...replaced.filter(group => group.some(key => keys.includes(key))).flat()])
  const kept = Object.entries(previous.parameters).filter(([key]) => !gone.has(key))
  return wish(previous.command, { ...asSlots(Object.fromEntries(kept)), ...said })
}

const asSlots = (parameters: Readonly<Record<string, string>>): Slots =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, fixed(value)]))

const newSlots = ({ parts }: Reading, command: string): Slots => {
  const { limit: _limit, ...measures } = measureSlots(parts)
  const kinds = partsOfKind(parts, "kind").map(({ kind }) => kind.kind)
  const [lesson, other] = lessonsIn(parts)
  if (lesson !== undefined) return other === undefined ? { lesson: lesson.slot } : {}
  const date = command === "/cover" ? dateSlot(parts) : null
  return {
    ...placeSlots(parts),
    ...measures,
    ...(date === null ? {} : { day: date }),
    ...(kinds.length === 0 ? {} : { kind: fixed([...new Set(kinds)].join(",")) })
  }
}

/** "Thursday 4" with another day, another period, or another kind of what is free. */
const stillFree = (reading: Reading, before: Readonly<Record<string, string>>): Wish | null => {
  const [day = "", period = ""] = splitSlot(before.slot ?? "")
  const days = mentionsIn(reading.parts, "day")
  const periods = mentionsIn(reading.parts, "period")
  const [kind, ...kinds] = (["teacher", "class", "room"] as const).filter(word => has(reading, word))
  const open = [...days, ...periods].some(({ items }) => items.length !== 1) || days.length > 1 || periods.length > 1
  const other = hasAny(reading, "@teacher", "@class", "@room", "#time", "#kind", "#severity", "#lesson", "#date")
  if (other || kinds.length > 0 || days.length + periods.length + (kind === undefined ? 0 : 1) === 0) return null
  if (open) return question("whichTime")
  const slot = `${days[0]?.items[0]?.name ?? day} ${periods[0]?.items[0]?.name ?? period}`
  return wish("/free", asSlots({ ...before, slot, ...(kind === undefined ? {} : { kind }) }))
}

/** A slot is "DAY PERIOD"; the name of a day has no say in where the period begins. */
const splitSlot = (slot: string): readonly [string, string] => {
  const at = slot.lastIndexOf(" ")
  return [slot.slice(0, at), slot.slice(at + 1)]
}

/** "Next page", "search deeper". */
const more = ({ features }: Reading, { memory: { previous } }: Given): Wish | null => {
  if (
    previous === null ||
    ![...features].every(feature => ["more", "deeper", "longer", "lead", "request", "#aside"].includes(feature))
  )
    return null
  const { command, parameters } = previous
  if (features.has("more") && ["/conflicts", "/schedule", "/history", "/diagnose"].includes(command)) {
    const page = Number(parameters.page ?? "1")
    return Number.isSafeInteger(page) ? wish(command, asSlots({ ...parameters, page: `${page + 1}` })) : null
  }
  const further = (["deeper", "longer"] as const).filter(word => features.has(word))
  if (command !== "/suggest" || further.length === 0) return null
  return wish(command, asSlots({ ...parameters, ...Object.fromEntries(further.map(word => [word, "yes"])) }))
}

/** "The second one" without a verb: what could be done with it. */
const ofPicks = (reading: Reading, given: Given): Wish | null => {
  const of = (list: ReadonlyArray<string>, ...offers: ReadonlyArray<(id: string) => Offer>) =>
    partsOfKind(reading.parts, "pick")
      .flatMap(({ n }) => list.at(n < 0 ? n : n - 1) ?? [])
      .flatMap(id => offers.map(offer => offer(id)))
  const { suggestions } = given.memory
  const offers =
    suggestions.length > 0
      ? of(
          suggestions,
          suggestion => ({ command: "/apply", parameters: { suggestion } }),
          add => ({ command: "/basket", parameters: { add } }),
          suggestion => ({ command: "/reject", parameters: { suggestion } })
        )
      : of(
          conflictsAtHand(given, false),
          conflict => ({ command: "/explain", parameters: { conflict } }),
          conflict => ({ command: "/suggest", parameters: { conflict } })
        )
  return offers.length === 0 ? null : question("whatAbout", ...offers)
}
