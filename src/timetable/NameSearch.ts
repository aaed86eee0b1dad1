import { distance } from "fastest-levenshtein"

/** Something that people call by a name. `aliases` are further names that mean it for sure: ids, short names. */
export interface Named {
  readonly id: string
  readonly name: string
  readonly aliases: ReadonlyArray<string>
}

/** One match, several that fit equally well, or none with those that come nearest. Never a guess. */
export type NameMatch<A> =
  | { readonly _tag: "One"; readonly item: A }
  | { readonly _tag: "Several"; readonly items: ReadonlyArray<A> }
  | { readonly _tag: "None"; readonly nearest: ReadonlyArray<A> }

const titles = new Set(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau"])
const maxCandidates = 8

/** Lower case, without accents and punctuation: "Mrs. Ünal-Smith" → "mrs unal smith". A minus stays: "-1" is not "1". */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, (signs, at, all) => (isMinus(signs, at, all) ? " -" : " "))
    .trim()

/** Before a number, and joining it to nothing: "Lab-1" is a hyphen. */
const isMinus = (signs: string, at: number, all: string): boolean =>
  /[-−]$/u.test(signs) && (signs.length > 1 || at === 0) && /^\p{N}/u.test(all.slice(at + signs.length))

const words = (text: string): ReadonlyArray<string> => fold(text).split(" ")
const untitled = (text: string): string => {
  const rest = words(text).filter(word => !titles.has(word))
  return rest.length === 0 ? fold(text) : rest.join(" ")
}
const squeezed = (text: string): string => fold(text).replaceAll(" ", "")

/**
 * Ways to match, surest first; the first way that matches anything decides. Exact names win over parts of names, so that
 * "9A" is not ambiguous because "9A Maths set" exists. A title that is given must agree where the name has one.
 */
const ways: ReadonlyArray<(asked: string, named: Named) => boolean> = [
  (asked, named) => asked === named.name || named.aliases.includes(asked),
  (asked, named) => [named.name, ...named.aliases].some(name => fold(name) === fold(asked)),
  (asked, named) => [named.name, ...named.aliases].some(name => squeezed(name) === squeezed(asked)),
  (asked, named) => untitled(named.name) === untitled(asked) && titlesAgree(asked, named.name),
  (asked, named) => isPartOf(untitled(asked).split(" "), words(named.name)) && titlesAgree(asked, named.name)
]

const titleOf = (text: string): string | undefined => words(text).find(word => titles.has(word))

const titlesAgree = (asked: string, name: string): boolean => {
  const wanted = titleOf(asked)
  const has = titleOf(name)
  return wanted === undefined || has === undefined || wanted === has
}

const isPartOf = (asked: ReadonlyArray<string>, name: ReadonlyArray<string>): boolean =>
  asked.every(word => name.includes(word))

/** Finds what somebody means by a name, without case, accents, punctuation or title. Bounded: at most 8 candidates. */
export const searchName = <A extends Named>(asked: string, items: ReadonlyArray<A>): NameMatch<A> => {
  if (fold(asked) !== "") {
    for (const way of ways) {
      const hits = items.filter(item => way(asked, item))
      const [first] = hits
      if (first !== undefined && hits.length === 1) return { _tag: "One", item: first }
      if (first !== undefined) return { _tag: "Several", items: hits.slice(0, maxCandidates) }
    }
  }
  return { _tag: "None", nearest: nearest(asked, items, item => [item.name, ...item.aliases]) }
}

/** The items whose name is least far from what was asked; far ones are left out rather than offered. */
export const nearest = <A>(
  asked: string,
  items: ReadonlyArray<A>,
  namesOf: (item: A) => ReadonlyArray<string>
): ReadonlyArray<A> => {
  const wanted = untitled(asked)
  const tolerance = Math.max(2, Math.floor(wanted.length / 2))
  return items
    .map(item => ({
      item,
      far: Math.min(...namesOf(item).flatMap(name => [untitled(name), ...words(name)].map(n => distance(wanted, n))))
    }))
    .filter(({ far }) => far <= tolerance)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ item }) => item)
}
