import { describe, expect, it } from "vitest"
import { cues } from "../../../src/assistant/intent/Cue.ts"
import type { Language, Words } from "../../../src/assistant/intent/Language.ts"
import { listOf } from "../../../src/assistant/intent/Lexicon.ts"
import { languages } from "../../../src/assistant/intent/languages.ts"
import { folded } from "../../../src/assistant/intent/Token.ts"
import { ruleOf } from "../../../src/constraints/rules.ts"

const tables = ({ cues: words, kinds, weekdays, ordinals, numbers, ...language }: Language): ReadonlyArray<Words> => [
  ...cues.map(cue => words[cue]),
  ...kinds.map(kind => kind.words),
  ...weekdays,
  ...ordinals,
  ...numbers,
  language.elsewhere,
  language.fillers,
  language.asides,
  language.occasions,
  language.hard,
  language.soft,
  language.today,
  language.tomorrow,
  language.morning,
  language.afternoon,
  language.todayMorning,
  language.todayAfternoon,
  language.last,
  language.am,
  language.pm,
  language.oclock,
  language.seconds,
  language.minutes
]

const twice = (items: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(items.filter((item, i) => items.indexOf(item) !== i))
]

describe.each(languages.map(language => [language.code, language] as const))("the language table %s", (_, language) => {
  it("has no word that means two things", () => {
    expect(twice(tables(language).flatMap(words => listOf(words).map(folded)))).toEqual([])
  })

  it("names only kinds of conflict that exist", () => {
    const kinds = language.kinds.flatMap(({ kind, of = {} }) => [kind, ...Object.values(of)].flatMap(listOf))
    expect(kinds.filter(kind => ruleOf(kind) === undefined)).toEqual([])
  })

  it("says back the same commands as the others", () => {
    expect(Object.keys(language.said.commands)).toEqual(Object.keys(languages[0]?.said.commands ?? {}))
  })
})
