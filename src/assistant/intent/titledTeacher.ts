import type { Lexicon } from "./Lexicon.ts"
import { likest } from "./likeness.ts"
import type { Item, Mention } from "./Sign.ts"
import { spellings, type Token, typedAs } from "./Token.ts"
import type { Vocabulary } from "./Vocabulary.ts"

interface Titled {
  readonly mention: Mention
  /** Words it takes, the title included. */
  readonly used: number
}

const maxWords = 4
/** A title says that a name comes, so even a short one may be misspelt. */
const shortestName = 4

/**
 * The teacher of "Mrs. Smith", "Dr Patel", "J. Smith": the longest name after titles and initials that exists and may bear
 * them; after a title also a misspelt one, or nobody, with the name that was typed, so that it can be asked back. null
 * when no title or initial stands here, or no name follows.
 */
export const titledTeacher = (
  tokens: ReadonlyArray<Token>,
  at: number,
  lexicon: Lexicon,
  vocabulary: Vocabulary
): Titled | null => {
  const titles = titlesFrom(tokens, at, lexicon)
  const initials = initialsFrom(tokens, at + titles.length, lexicon)
  const start = at + titles.length + initials.length
  if (start === at) return null
  const bears = (item: Item, rest: ReadonlyArray<string> = []): boolean => {
    const own = vocabulary.titles.get(item.id)
    return (
      (own === undefined || titles.length === 0 || titles.some(agrees => agrees.includes(own))) &&
      (rest.length === 0 || initials.every(initial => rest.some(word => word.startsWith(initial))))
    )
  }
  const mention = (items: ReadonlyArray<Item>, end: number): Titled => ({
    mention: {
      kind: "teacher",
      items,
      asked: typedAs(tokens.slice(at, end)),
      relative: null
    },
    used: end - at
  })

  for (let end = Math.min(tokens.length, start + maxWords); end > start; end--) {
    const words = tokens.slice(start, end)
    const last = words.at(-1)
    for (const ending of [last?.text, last?.base]) {
      if (ending == null) continue
      const phrase = [...words.slice(0, -1).map(({ text }) => text), ending].join(" ")
      const named = (vocabulary.entries.get(phrase) ?? []).filter(({ kind }) => kind === "teacher")
      if (named.length === 0) continue
      const typed = [...tokens.slice(at, start).map(({ text }) => text), phrase].join(" ")
      const exact = named.filter(({ item }) => spellings(item.name).includes(typed))
      const fitting = named.filter(({ item }) =>
        bears(item, wordsBeside(phrase, vocabulary.surnames.get(item.id) ?? ""))
      )
      return mention(
        (exact.length > 0 ? exact : fitting).map(({ item }) => item),
        end
      )
    }
  }
  // Without a name that exists, an initial or "Fr" is whatever else it may be.
  if (titles.length === 0 || lexicon.signs.get(tokens[at]?.text ?? "")?.is !== "title") return null
  const next = tokens[start]
  if (next === undefined || lexicon.signs.has(next.text) || !/^\p{L}{2,}$/u.test(next.text)) return null
  let end = start + 1
  while (tokens[end - 1]?.joined === true && end < tokens.length) end++
  return mention(end === start + 1 ? misspelt(next, vocabulary, bears) : [], end)
}

/** "Frau Dr." are two titles of one person: either may be the one that the timetable has. */
const titlesFrom = (
  tokens: ReadonlyArray<Token>,
  at: number,
  lexicon: Lexicon
): ReadonlyArray<ReadonlyArray<string>> => {
  const titles: Array<ReadonlyArray<string>> = []
  for (const { text } of tokens.slice(at)) {
    const agrees = lexicon.titles.get(text)
    if (agrees === undefined) break
    titles.push(agrees)
  }
  return titles
}

/** Single letters that are no word of the language, or have a full stop. */
const initialsFrom = (tokens: ReadonlyArray<Token>, at: number, lexicon: Lexicon): ReadonlyArray<string> => {
  const initials: Array<string> = []
  for (const { text, dotted } of tokens.slice(at, at + maxWords)) {
    if (!/^\p{L}$/u.test(text) || (!dotted && lexicon.signs.has(text))) break
    initials.push(text)
  }
  return initials
}

/** The given names that a name has besides what was typed of it. */
const wordsBeside = (phrase: string, name: string): ReadonlyArray<string> => {
  const typed = phrase.split(" ")
  return name.split(" ").filter(word => !typed.includes(word))
}

const misspelt = (token: Token, vocabulary: Vocabulary, bears: (item: Item) => boolean): ReadonlyArray<Item> => {
  const names = vocabulary.items.teacher
    .filter(item => bears(item))
    .map(item => [vocabulary.surnames.get(item.id) ?? item.name, item] as const)
  const found = [token.text, token.base].map(typed => (typed === null ? [] : likest(typed, names, shortestName)))
  return found.find(items => items.length > 0) ?? []
}
