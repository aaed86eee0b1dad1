import { Predicate } from "effect"
import { dataLine, short } from "./fence.ts"
import { charactersOf, fill, type Item, linesOf, sectionOf } from "./Section.ts"

/** What a command answered: its words, and the facts behind them. */
export interface ToolAnswer {
  readonly text: string
  readonly data: unknown
}

/** In estimated tokens. */
const budget = 2_000
const maxText = 1_500

/** Under these names stands what an answer may cite, so that its id is told. */
const citable = new Set([
  "conflict",
  "conflicts",
  "lesson",
  "lessons",
  "suggestion",
  "suggestions",
  "added",
  "resolved"
])

/**
 * Without the ids of people, rooms and other things that are called by name: nobody cites them, and an id made from a
 * name would tell that name where it is to be hidden.
 */
const withoutIds = (value: unknown, under: string): unknown => {
  if (Array.isArray(value)) return value.map(item => withoutIds(item, under))
  if (!Predicate.isRecord(value)) return value
  const isNamed = "name" in value && !citable.has(under)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (isNamed && key === "id" ? [] : [[key, withoutIds(inner, key)]]))
  )
}

const item = (value: unknown): Item => ({ lines: [dataLine(value)] })

/**
 * A command's answer as a model gets it: JSON lines of at most 2,000 estimated tokens; lists are cut from their end, and
 * what is left out is said.
 */
export const toolResult = ({ text, data }: ToolAnswer): string => {
  const facts = Predicate.isRecord(data) ? Object.entries(data) : []
  const lists = facts.flatMap(([key, value]) => (Array.isArray(value) ? [{ key, items: value }] : []))
  const rest = Object.fromEntries(facts.filter(([, value]) => !Array.isArray(value)))
  const figures = Object.keys(rest).length === 0 ? [] : [withoutIds(rest, "")]
  const filled = fill(
    [
      sectionOf("answers", 1, [{ answer: short(text, maxText) }], item),
      sectionOf("figures", 1, figures, item),
      ...lists.map(({ key, items }) =>
        sectionOf(key, 1 / lists.length, items, one => item({ [key]: withoutIds(one, key) }))
      )
    ],
    charactersOf(budget)
  )
  return filled === null ? dataLine({ note: "… all facts left out" }) : filled.flatMap(linesOf).join("\n")
}
