const consonants = "bdfgklmnprstvz"
const vowels = "aeiou"
const syllables = [...consonants].flatMap(consonant => [...vowels].map(vowel => consonant + vowel))

/** All begin like this, as hardly a real word does: so they are found again wherever a model puts them. */
const opening = "xan"
const baseSyllables = 3
/** Variants of a base have more syllables, up to these. */
const maxSyllables = 8
const syllable = `[${consonants}][${vowels}]`

/** A word that begins with a pseudonym, or might. */
export const looksLikeOne = new RegExp(`^${opening}(?:${syllable}){${baseSyllables}}`, "i")

/** A word that may become one, or a longer one, when more letters follow. */
export const mayBecomeOne = new RegExp(
  `^(?:x|xa|${opening}(?:${syllable}){0,${maxSyllables - 1}}[${consonants}]?)$`,
  "i"
)

const spelled = (number: number, length: number): string => {
  let rest = number
  let word = ""
  for (let place = 0; place < length; place++) {
    word += syllables[rest % syllables.length] ?? ""
    rest = Math.floor(rest / syllables.length)
  }
  return word
}

/** How many bases there are. */
export const bases = syllables.length ** baseSyllables

export const base = (number: number): string => opening + spelled(number % bases, baseSyllables)

/** Different for each number below 70 ** 5, and from every base. */
export const variant = (of: string, number: number): string => {
  let length = 1
  let rest = number
  while (rest >= syllables.length ** length) {
    rest -= syllables.length ** length
    length += 1
  }
  return of + spelled(rest, length)
}

/** The beginnings of a word that may be a pseudonym, longest first: models append endings ("…s"). */
export const beginnings = (word: string): ReadonlyArray<string> => {
  const all: Array<string> = []
  for (let count = maxSyllables; count >= baseSyllables; count--) {
    const length = opening.length + 2 * count
    if (word.length >= length) all.push(word.slice(0, length))
  }
  return all
}

/** FNV-1a, mixed at the end as in MurmurHash3: neighbouring names get no neighbouring pseudonyms. */
export const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
