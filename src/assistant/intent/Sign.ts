import type { Cue } from "./Cue.ts"
import type { KindWords } from "./Language.ts"

export type NameKind = "teacher" | "class" | "room" | "subject" | "day" | "period"

/** Something of the timetable that has a name. */
export interface Item {
  readonly id: string
  /** As a command accepts it. */
  readonly name: string
}

/** What a name may mean: one item for sure, several, or none that exists. */
export interface Mention {
  readonly kind: NameKind
  readonly items: ReadonlyArray<Item>
  /** As it was typed. */
  readonly asked: string
  /** "today", "tomorrow" as such: cover is for a date, all else for a day of the week. */
  readonly relative: "today" | "tomorrow" | null
}

/** What a word or phrase may mean by itself. */
export type Sign =
  | { readonly is: "cue"; readonly cue: Cue }
  | { readonly is: "filler" }
  | { readonly is: "aside" }
  | { readonly is: "occasion" }
  | { readonly is: "unknown"; readonly text: string }
  | { readonly is: "kind"; readonly kind: KindWords }
  | { readonly is: "severity"; readonly severity: "hard" | "soft" }
  | { readonly is: "weekday"; readonly weekday: number }
  | { readonly is: "relative"; readonly day: "today" | "tomorrow" }
  | { readonly is: "time"; readonly time: "morning" | "afternoon"; readonly today: boolean }
  | { readonly is: "compound"; readonly weekday: number; readonly time: "morning" | "afternoon" }
  /** -1 = the last. */
  | { readonly is: "ordinal"; readonly n: number }
  | { readonly is: "number"; readonly n: number }
  | { readonly is: "title"; readonly agrees: ReadonlyArray<string> }
  | { readonly is: "year" }
  | { readonly is: "unit"; readonly seconds: number }
  /** What the hours before noon and after it have to be increased by to be those of the day. */
  | { readonly is: "hours"; readonly half: "am" | "pm" | null }
  | { readonly is: "clock"; readonly minutes: number }
  | { readonly is: "date"; readonly date: string }
  | { readonly is: "id"; readonly id: string }
  | { readonly is: "names"; readonly mentions: ReadonlyArray<Mention> }

export const filler: Sign = { is: "filler" }
