import { distance } from "fastest-levenshtein"

/** Misspellings are forgiven in words from this length on; shorter ones are too often another word. */
const shortest = 5

const tolerance = (length: number): number => (length < shortest ? 0 : length < 8 ? 1 : 2)

/** "smiht" for "smith": two neighbours that changed places count as one mistake. */
const swappedOnce = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}

/**
 * How many mistakes make `typed` out of `word`; null when too many, or in the first letter, which people get right.
 * Numbers are never misspelt.
 */
export const mistakes = (typed: string, word: string, least = shortest): number | null => {
  const length = Math.min(typed.length, word.length)
  const allowed = length >= least ? Math.max(1, tolerance(Math.max(typed.length, word.length))) : 0
  if (allowed === 0 || typed[0] !== word[0] || Math.abs(typed.length - word.length) > allowed) return null
  if (!/^\p{L}+$/u.test(typed)) return null
  const far = swappedOnce(typed, word) ? 1 : distance(typed, word)
  return far <= allowed ? far : null
}

/** Words with what they mean, under their first letter. */
export type ByLetter<A> = ReadonlyMap<string, ReadonlyArray<readonly [string, A]>>

export const byLetter = <A>(words: Iterable<readonly [string, A]>): ByLetter<A> => {
  const out = new Map<string, Array<readonly [string, A]>>()
  for (const entry of words) {
    const letter = entry[0].slice(0, 1)
    const known = out.get(letter)
    if (known === undefined) out.set(letter, [entry])
    else known.push(entry)
  }
  return out
}

/** What comes nearest to a word among the keys; several when they are equally near. */
export const likest = <A>(typed: string, among: Iterable<readonly [string, A]>, least = shortest): ReadonlyArray<A> => {
  let best = Number.POSITIVE_INFINITY
  let found: Array<A> = []
  for (const [word, value] of among) {
    const far = mistakes(typed, word, least)
    if (far === null || far > best) continue
    if (far < best) found = []
    best = far
    found.push(value)
  }
  return found
}
