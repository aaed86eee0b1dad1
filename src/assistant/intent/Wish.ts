import type { Given } from "./Given.ts"
import type { Asks } from "./Language.ts"
import type { Feature, Reading } from "./Reading.ts"
import type { Slots } from "./Slot.ts"

/** A command with parameters that are settled. */
export interface Offer {
  readonly command: string
  readonly parameters: Readonly<Record<string, string>>
}

export type Question = Exclude<keyof Asks, "unknown" | "seen" | "confirm" | "undoWhose" | "redoWhose">

/** What a reader makes of a sentence: a command whose parameters may still be open, or a question. */
export type Wish =
  | { readonly _tag: "Wish"; readonly command: string; readonly slots: Slots; readonly confirm: boolean }
  | { readonly _tag: "Question"; readonly question: Question; readonly offers: ReadonlyArray<Offer> }

export const wish = (command: string, slots: Slots = {}, confirm = false): Wish => ({
  _tag: "Wish",
  command,
  slots,
  confirm
})
export const question = (asks: Question, ...offers: ReadonlyArray<Offer>): Wish => ({
  _tag: "Question",
  question: asks,
  offers
})

/**
 * One way to understand a sentence. It is asked only when the sentence has all of one of `needs` and nothing beyond that
 * and `may`: a word that a command has no use for means that the sentence is about something else.
 */
export interface Reader {
  readonly needs: ReadonlyArray<ReadonlyArray<Feature>>
  readonly may: ReadonlyArray<Feature>
  readonly read: (reading: Reading, given: Given) => Wish | null
}

/** Words in which a question is put, whatever it is about. */
export const askingWords: ReadonlyArray<Feature> = [
  "lead",
  "asking",
  "request",
  "show",
  "what",
  "which",
  "have",
  "at",
  "from",
  "whether",
  "check",
  "looks",
  "#aside"
]
export const places: ReadonlyArray<Feature> = ["@teacher", "@class", "@room", "@day", "@period", "#time"]

export const fits = ({ features }: Reading, { needs, may }: Reader): boolean =>
  needs.some(set => set.every(feature => features.has(feature))) &&
  [...features].every(feature => may.includes(feature) || needs.some(set => set.includes(feature)))
