import { dataLine } from "./fence.ts"

/** Roughly what every provider's tokens amount to in English; an estimate, never told as a count. */
const charactersPerToken = 4

export const estimateTokens = (text: string): number => Math.ceil(text.length / charactersPerToken)
export const charactersOf = (tokens: number): number => Math.floor(tokens) * charactersPerToken

/** Ids that the engine supplied: all that an answer may cite. */
export interface Citable {
  readonly conflictIds: ReadonlyArray<string>
  readonly lessonIds: ReadonlyArray<string>
  readonly suggestionIds: ReadonlyArray<string>
}

/** A fact: its lines, made by `dataLine`, that stand or fall together, and the ids they show. */
export interface Item extends Partial<Citable> {
  readonly lines: ReadonlyArray<string>
}

/** Facts of one sort, the most important first. */
export interface Section {
  /** Plural; "conflicts" is left out as "… 37 further conflicts left out". */
  readonly of: string
  /** The part of the whole, 0 … 1, that it may take before all others had theirs. */
  readonly share: number
  /** Made as they are asked for: of thousands, few are. */
  readonly items: Iterable<Item>
  readonly total: number
}

/** A section of things that become facts one by one. */
export const sectionOf = <A>(
  of: string,
  share: number,
  things: ReadonlyArray<A>,
  itemOf: (thing: A) => Item
): Section => ({ of, share, items: lazily(things, itemOf), total: things.length })

function* lazily<A>(things: ReadonlyArray<A>, itemOf: (thing: A) => Item): Iterable<Item> {
  for (const thing of things) yield itemOf(thing)
}

/** How much of a section was taken. */
export interface Filled {
  readonly section: Section
  readonly taken: ReadonlyArray<Item>
}

/** Characters with the line ends before them. */
const sizeOf = (lines: ReadonlyArray<string>): number => lines.reduce((sum, line) => sum + line.length + 1, 0)

const noteOf = (of: string, left: number, isPart: boolean): string =>
  `… ${left} ${isPart ? "further " : ""}${of} left out`

const noteLine = (note: string): string => dataLine({ note })

/** What is missing, in words; nothing where all is there. */
export const leftOutOf = ({ section, taken }: Filled): ReadonlyArray<string> => {
  const left = section.total - taken.length
  return left === 0 ? [] : [noteOf(section.of, left, taken.length > 0)]
}

export const linesOf = (filled: Filled): ReadonlyArray<string> => [
  ...filled.taken.flatMap(item => item.lines),
  ...leftOutOf(filled).map(noteLine)
]

export const citableOf = (filled: ReadonlyArray<Filled>): Citable => {
  const items = filled.flatMap(({ taken }) => taken)
  const all = (ids: (item: Item) => ReadonlyArray<string> | undefined) => [
    ...new Set(items.flatMap(item => ids(item) ?? []))
  ]
  return {
    conflictIds: all(item => item.conflictIds),
    lessonIds: all(item => item.lessonIds),
    suggestionIds: all(item => item.suggestionIds)
  }
}

/**
 * Takes from the beginning of every section what fits: first each up to its share, then whatever is left, section by
 * section. Never more than `characters` (line ends included), notes about what is missing among them; null where not
 * even the notes would fit.
 */
export const fill = (sections: ReadonlyArray<Section>, characters: number): ReadonlyArray<Filled> | null => {
  const notes = sections.filter(({ total }) => total > 0).map(({ of, total }) => noteLine(noteOf(of, total, true)))
  let left = characters - sizeOf(notes)
  if (!(left >= 0)) return null
  const takers = sections.map(section => {
    const items = section.items[Symbol.iterator]()
    const pull = (): Item | undefined => {
      const { done, value } = items.next()
      return done === true ? undefined : value
    }
    const taken: Array<Item> = []
    let next = pull()
    const take = (allowance: number): void => {
      let rest = Math.min(allowance, left)
      for (; next !== undefined; next = pull()) {
        const size = sizeOf(next.lines)
        if (size > rest) return
        rest -= size
        left -= size
        taken.push(next)
      }
    }
    return { section, taken, take }
  })
  for (const { section, take } of takers) take(section.share * characters)
  for (const { take } of takers) take(left)
  return takers
}
