import type { Model } from "../../constraints/Model.ts"
import { slotInfos, type WeekGrid } from "../../timetable/WeekGrid.ts"
import { lexiconOf, listOf } from "./Lexicon.ts"
import { languages } from "./languages.ts"
import { type ByLetter, byLetter } from "./likeness.ts"
import type { Item, NameKind } from "./Sign.ts"
import { folded, spellings } from "./Token.ts"

/** A name that a phrase is, or only a part of. */
export interface Entry {
  readonly kind: NameKind
  readonly item: Item
  readonly whole: boolean
}

/** The names of one timetable, ready to be looked up by folded phrase. Made once per model. */
export interface Vocabulary {
  readonly grid: WeekGrid
  readonly entries: ReadonlyMap<string, ReadonlyArray<Entry>>
  /** The same, by first letter, for misspellings. */
  readonly forgiving: ByLetter<ReadonlyArray<Entry>>
  /** Every item of a kind, in the timetable's order. */
  readonly items: Readonly<Record<NameKind, ReadonlyArray<Item>>>
  /** Names of teachers without title, by id: "smith". */
  readonly surnames: ReadonlyMap<string, string>
  /** The title that a teacher's name begins with. */
  readonly titles: ReadonlyMap<string, string>
  /** Day of the grid that is a Monday, Tuesday …; null = no school. */
  readonly weekdays: ReadonlyArray<Item | null>
  /** Periods that are no break, in order, as the fullest day has them. */
  readonly teaching: ReadonlyArray<Item>
  /** Words of the longest phrase. */
  readonly longest: number
}

const titleWords = new Set(languages.flatMap(language => Object.keys(language.titles)))
const yearWords = [...new Set(languages.flatMap(language => listOf(language.year).flatMap(spellings)))]
const weekdayOf = new Map(
  languages.flatMap(language =>
    language.weekdays.flatMap((words, weekday) =>
      listOf(words).flatMap(word => spellings(word).map(text => [text, weekday] as const))
    )
  )
)
/** 0 = Monday, where a day of the grid is called so in any language. */
export const weekdayNumber = (name: string): number | undefined => weekdayOf.get(folded(name))

const subjectGroups = languages.map(language => lexiconOf(language).subjects)

/** "mrs smith" → ["mrs", "smith"]; a name that is all title is no title. */
const splitTitle = (name: string): readonly [string | null, string] => {
  const words = name.split(" ")
  const at = words.findIndex(word => !titleWords.has(word))
  return at <= 0 ? [null, name] : [words[0] ?? null, words.slice(at).join(" ")]
}

/** "10a" is also written "10 a". */
const spaced = (name: string): ReadonlyArray<string> => {
  const found = /^(\d+) ?(\p{L})$/u.exec(name)
  return found === null ? [name] : [`${found[1]}${found[2]}`, `${found[1]} ${found[2]}`]
}

/** Makes the names of a timetable ready. */
export const vocabularyOf = ({ body }: Pick<Model, "body">): Vocabulary => {
  const entries = new Map<string, Array<Entry>>()
  const put = (phrase: string, kind: NameKind, item: Item, whole = true): void => {
    if (phrase === "") return
    const known = entries.get(phrase)
    if (known === undefined) entries.set(phrase, [{ kind, item, whole }])
    else if (!known.some(other => other.kind === kind && other.item.id === item.id)) known.push({ kind, item, whole })
  }
  const parts = (phrase: string, kind: NameKind, item: Item): void => {
    for (const word of phrase.split(" ")) if (/^\p{L}{3,}$/u.test(word)) put(word, kind, item, false)
  }
  const surnames = new Map<string, string>()
  const titles = new Map<string, string>()

  for (const { id, name, shortName } of body.teachers) {
    const item = { id, name }
    for (const spelling of spellings(name)) {
      const [title, surname] = splitTitle(spelling)
      if (title !== null) titles.set(id, title)
      surnames.set(id, surname)
      put(spelling, "teacher", item)
      put(surname, "teacher", item)
      parts(surname, "teacher", item)
    }
    if (shortName !== null) put(folded(shortName), "teacher", item)
  }
  for (const { id, name } of body.classes)
    for (const spelling of spellings(name)) {
      for (const way of spaced(spelling)) put(way, "class", { id, name })
      const year = new RegExp(`^(?:${yearWords.join("|")}) (\\d+)$`, "u").exec(spelling)
      if (year !== null)
        for (const word of yearWords)
          for (const number of [`${year[1]}`, `${year[1]}s`]) put(`${word} ${number}`, "class", { id, name })
    }
  for (const { id, name } of body.rooms)
    for (const spelling of spellings(name)) {
      put(spelling, "room", { id, name })
      parts(spelling, "room", { id, name })
    }
  for (const { id, name } of body.subjects)
    for (const spelling of spellings(name)) {
      put(spelling, "subject", { id, name })
      for (const groups of subjectGroups)
        for (const [other, group] of groups) if (group.includes(spelling)) put(other, "subject", { id, name })
    }
  const weekdays: Array<Item | null> = Array.from({ length: 7 }, () => null)
  for (const { name, shortName } of body.grid.days) {
    const item = { id: name, name }
    const weekday = weekdayNumber(name) ?? weekdayNumber(shortName)
    if (weekday !== undefined) weekdays[weekday] = item
    else for (const spelling of [...spellings(name), ...spellings(shortName)]) put(spelling, "day", item)
  }
  const periods = new Map<string, Item>()
  for (const { at } of slotInfos(body.grid)) periods.set(at.name, { id: at.name, name: at.name })
  for (const item of periods.values()) {
    const spelling = folded(item.name)
    if (!/^\d+$/.test(spelling)) put(spelling, "period", item)
    put(`p${spelling}`, "period", item)
  }
  const fullest = [...body.grid.days].sort((a, b) => b.periods.length - a.periods.length)[0]

  return {
    grid: body.grid,
    entries,
    forgiving: byLetter(entries),
    items: {
      teacher: body.teachers,
      class: body.classes,
      room: body.rooms,
      subject: body.subjects,
      day: body.grid.days.map(({ name }) => ({ id: name, name })),
      period: [...periods.values()]
    },
    surnames,
    titles,
    weekdays,
    teaching: (fullest?.periods ?? []).filter(({ isBreak }) => !isBreak).map(({ name }) => ({ id: name, name })),
    longest: Math.max(1, ...[...entries.keys()].map(text => text.split(" ").length))
  }
}
