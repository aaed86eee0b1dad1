import type { Cue } from "./Cue.ts"

/** Words or phrases, separated by commas, as people write them; case, accents and apostrophes do not matter. */
export type Words = string

/** A kind of conflict by its everyday names; with "teachers", "classes" or "rooms" beside it, the narrower one. */
export interface KindWords {
  readonly words: Words
  readonly kind: string
  readonly of?: Readonly<Partial<Record<"teacher" | "class" | "room", string>>>
}

/** Everything the parser knows of a language. A further language is one more such value. */
export interface Language {
  readonly code: string
  readonly cues: Readonly<Record<Cue, Words>>
  /** Words without which the sentence means the same. */
  readonly fillers: Words
  /** What people say around a question: passed over by commands that only read, never by those that write. */
  readonly asides: Words
  /** "for the meeting": an aside, too, unless a day follows, for then that is the day of the meeting. */
  readonly occasions: Words
  /** Times of day that are a greeting at the beginning: "Morning! …". */
  readonly greetings: Words
  /** Second parts of verbs, which may stand at the end of a clause: "lehne … ab". */
  readonly particles: Words
  /** At the beginning, and with a comma, they turn down what was before, and deny nothing that follows: "No, undo that". */
  readonly nays: Words
  /** Phrases of known words that mean something else: "for lunch" is no time. */
  readonly elsewhere: Words
  readonly kinds: ReadonlyArray<KindWords>
  readonly hard: Words
  readonly soft: Words
  /** From Monday; the first word is how the day is said back. */
  readonly weekdays: readonly [Words, Words, Words, Words, Words, Words, Words]
  readonly today: Words
  readonly tomorrow: Words
  readonly morning: Words
  readonly afternoon: Words
  /** "this morning" */
  readonly todayMorning: Words
  readonly todayAfternoon: Words
  /** First, second …; and the last. */
  readonly ordinals: ReadonlyArray<Words>
  readonly last: Words
  /** One, two … */
  readonly numbers: ReadonlyArray<Words>
  /** Before noon, after noon, or as the clock says: what may follow an hour. */
  readonly am: Words
  readonly pm: Words
  readonly oclock: Words
  readonly seconds: Words
  readonly minutes: Words
  /** A form of address, and the titles (of any language) that mean the same person. */
  readonly titles: Readonly<Record<string, Words>>
  /** What a year group is called: "year" in "Year 9". */
  readonly year: Words
  /** Names of one and the same subject. */
  readonly subjects: ReadonlyArray<Words>
  readonly said: Said
  readonly asks: Asks
}

/**
 * How a command is said back: `{name}` is a parameter, a part in brackets falls away without its parameter. Days, times and
 * periods come with their preposition.
 */
export interface Said {
  readonly commands: Readonly<Record<string, string>>
  readonly day: string
  readonly today: string
  readonly tomorrow: string
  readonly morning: string
  readonly afternoon: string
  /** The same beside a day. */
  readonly dayMorning: string
  readonly dayAfternoon: string
  readonly clock: string
  readonly range: string
  readonly period: string
  /** A period with a name of its own. */
  readonly named: string
  readonly kinds: Readonly<Record<"teacher" | "class" | "room", string>>
  /** Around what stands for an id. */
  readonly quoted: string
}

/**
 * Questions back. `{name}` is what was typed, `{sentence}` a command said back; `{?near}` stands where there are similar
 * names, `{?far}` where there is none.
 */
export interface Asks {
  readonly unknown: Readonly<Record<"teacher" | "class" | "room" | "period" | "day" | "subject", string>>
  readonly which: string
  readonly whichTeacher: string
  readonly whichClass: string
  readonly whichRoom: string
  readonly whichLesson: string
  readonly whichTwoLessons: string
  readonly whichConflict: string
  readonly whichSuggestion: string
  /** Several were to be applied at once. */
  readonly oneByOne: string
  readonly whichTime: string
  readonly whichDay: string
  readonly whereTo: string
  readonly whatAbout: string
  /** `{names}` were recognised, and nothing else. */
  readonly seen: string
  /** "Who has the most gaps?": who is worst off is known, but no count of it. */
  readonly noRanking: string
  /** "Why?" after an answer without conflicts. */
  readonly whyWhat: string
  readonly confirm: string
  /** The newest change is perhaps not the planner's: `{who}`, `{what}`, `{when}`. */
  readonly undoWhose: string
  readonly redoWhose: string
}
