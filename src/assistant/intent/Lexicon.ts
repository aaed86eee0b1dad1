import { type Cue, cues, writes } from "./Cue.ts"
import type { Language, Words } from "./Language.ts"
import { type ByLetter, byLetter } from "./likeness.ts"
import { filler, type Sign } from "./Sign.ts"
import { folded, spellings } from "./Token.ts"

/** A language's words, ready to be looked up. */
export interface Lexicon {
  readonly language: Language
  /** By folded phrase. */
  readonly signs: ReadonlyMap<string, Sign>
  /** Single words that a misspelling may stand for, by their first letter; none that write. */
  readonly forgiving: ByLetter<Sign>
  /** Titles, those too that are also another word: "Fr" is Friday, but Ms before a name. */
  readonly titles: ReadonlyMap<string, ReadonlyArray<string>>
  readonly greetings: ReadonlySet<string>
  readonly nays: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  /** Words of the longest phrase. */
  readonly longest: number
  /** Names of one and the same subject, by each of them. */
  readonly subjects: ReadonlyMap<string, ReadonlyArray<string>>
}

/** "mr, mrs" → ["mr", "mrs"] */
export const listOf = (words: Words): ReadonlyArray<string> =>
  words
    .split(",")
    .map(word => word.trim())
    .filter(word => word !== "")

const entriesOf = (language: Language): ReadonlyArray<readonly [Words, Sign]> => [
  [language.elsewhere, { is: "unknown", text: language.elsewhere }],
  ...cues.map((cue: Cue) => [language.cues[cue], { is: "cue", cue }] as const),
  ...language.kinds.map(kind => [kind.words, { is: "kind", kind }] as const),
  [language.hard, { is: "severity", severity: "hard" }],
  [language.soft, { is: "severity", severity: "soft" }],
  ...language.weekdays.map((words, weekday) => [words, { is: "weekday", weekday }] as const),
  [language.today, { is: "relative", day: "today" }],
  [language.tomorrow, { is: "relative", day: "tomorrow" }],
  [language.morning, { is: "time", time: "morning", today: false }],
  [language.afternoon, { is: "time", time: "afternoon", today: false }],
  [language.todayMorning, { is: "time", time: "morning", today: true }],
  [language.todayAfternoon, { is: "time", time: "afternoon", today: true }],
  ...language.ordinals.map((words, i) => [words, { is: "ordinal", n: i + 1 }] as const),
  [language.last, { is: "ordinal", n: -1 }],
  ...language.numbers.map((words, i) => [words, { is: "number", n: i + 1 }] as const),
  [language.am, { is: "hours", half: "am" }],
  [language.pm, { is: "hours", half: "pm" }],
  [language.oclock, { is: "hours", half: null }],
  [language.seconds, { is: "unit", seconds: 1 }],
  [language.minutes, { is: "unit", seconds: 60 }],
  ...Object.entries(language.titles).map(([word, agrees]) => [word, { is: "title", agrees: listOf(agrees) }] as const),
  [language.year, { is: "year" }],
  [language.fillers, filler],
  [language.occasions, { is: "occasion" }],
  [language.asides, { is: "aside" }]
]

/** "mondaymorning": languages that write compounds do so with days. */
const compounds = (language: Language): ReadonlyArray<readonly [string, Sign]> => {
  const joined = (words: Words, time: "morning" | "afternoon") =>
    language.weekdays.flatMap((days, weekday) =>
      listOf(days).flatMap(day =>
        listOf(words).flatMap(word =>
          spellings(`${day}${word}`).map(text => [text, { is: "compound", weekday, time }] as const)
        )
      )
    )
  return [...joined(language.morning, "morning"), ...joined(language.afternoon, "afternoon")]
}

/** Makes a language's words ready; what is listed first keeps a phrase that is listed twice. */
export const lexiconOf = (language: Language): Lexicon => {
  const signs = new Map<string, Sign>()
  const put = (text: string, sign: Sign): void => {
    if (!signs.has(text)) signs.set(text, sign)
  }
  for (const [words, sign] of entriesOf(language))
    for (const phrase of listOf(words)) for (const text of spellings(phrase)) put(text, sign)
  for (const [text, sign] of compounds(language)) put(text, sign)
  const forgives = (sign: Sign): boolean =>
    !["filler", "aside", "occasion"].includes(sign.is) && !(sign.is === "cue" && writes.has(sign.cue))
  return {
    language,
    signs,
    forgiving: byLetter([...signs].filter(([text, sign]) => !text.includes(" ") && forgives(sign))),
    titles: new Map(Object.entries(language.titles).map(([word, agrees]) => [folded(word), listOf(agrees)] as const)),
    greetings: new Set(listOf(language.greetings).flatMap(spellings)),
    nays: new Set(listOf(language.nays).flatMap(spellings)),
    particles: new Set(listOf(language.particles).flatMap(spellings)),
    longest: Math.max(...[...signs.keys()].map(text => text.split(" ").length)),
    subjects: new Map(
      language.subjects.flatMap(group => {
        const names = listOf(group).map(folded)
        return listOf(group)
          .flatMap(spellings)
          .map(name => [name, names] as const)
      })
    )
  }
}
