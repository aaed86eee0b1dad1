import type { Language } from "./Language.ts"
import { listOf } from "./Lexicon.ts"
import { weekdayNumber } from "./Vocabulary.ts"
import type { Offer } from "./Wish.ts"

const inBrackets = /\[([^[\]]*)\]/g
const inBraces = /\{(\?)?(\w+)\}/g

/** Puts values into a template; a part in brackets falls away when a value of it is not there. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string => {
  const insert = (part: string): string =>
    part.replace(inBraces, (_, silent: string | undefined, key: string) => (silent === "?" ? "" : (values[key] ?? "")))
  const whole = template.replace(inBrackets, (_, part: string) =>
    [...part.matchAll(inBraces)].every(([, , key = ""]) => key in values) ? part : ""
  )
  const text = insert(whole).replace(/\s+/g, " ").trim()
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Parameters that are ids, which nobody can read. */
const ids = ["suggestion", "add", "remove", "conflict", "change"] as const

/** A command as a sentence: "Conflicts on Monday morning". `labels`: what stands for an id. */
export const say = (
  { command, parameters }: Offer,
  { said, weekdays }: Language,
  labels: Readonly<Record<string, string>> = {}
): string => {
  const { day, time, period, kind } = parameters
  const named = (name: string): string => {
    const number = weekdayNumber(name)
    return number === undefined ? name : (listOf(weekdays[number] ?? "")[0] ?? name)
  }
  const values: Record<string, string> = { ...parameters }
  for (const key of ids) {
    const id = parameters[key]
    const text = id !== undefined && Object.hasOwn(labels, id) ? labels[id] : undefined
    if (text !== undefined) values[key] = filledInside(said.quoted, { text })
  }
  if (day !== undefined)
    values.day = day === "today" || day === "tomorrow" ? said[day] : filledInside(said.day, { day: named(day) })
  if (time === "morning") values.time = day === undefined ? said.morning : said.dayMorning
  else if (time === "afternoon") values.time = day === undefined ? said.afternoon : said.dayAfternoon
  else if (time !== undefined) {
    const [from = "", to] = time.split("-")
    values.time = filledInside(to === undefined ? said.clock : said.range, to === undefined ? { from } : { from, to })
  }
  if (period !== undefined) values.period = filledInside(/^\d+$/.test(period) ? said.period : said.named, { period })
  if (kind !== undefined)
    values.kind =
      kind === "teacher" || kind === "class" || kind === "room" ? said.kinds[kind] : kind.replaceAll(",", ", ")
  return filled(said.commands[command] ?? command, values)
}

const filledInside = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(inBraces, (_, _silent, key: string) => values[key] ?? "")
