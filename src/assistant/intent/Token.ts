/** A word of a sentence, folded. `from` and `to` are where it stands in the text as typed. */
export interface Token {
  readonly text: string
  /** As it was typed, without the ending of a possessor: "Smith's" → "Smith". */
  readonly typed: string
  /** Without what may be an ending of possession or number ("smith's", "smiths" → "smith"); null where it has none. */
  readonly base: string | null
  /** A full stop follows at once, as after an initial. */
  readonly dotted: boolean
  /** "!" or "," follows at once, as after a greeting. */
  readonly calls: boolean
  /** A hyphen joins it to the next word, as in a name of two families. */
  readonly joined: boolean
  /** The id it is, as the engine spells it. */
  readonly id: string | null
  readonly from: number
  readonly to: number
}

/** Longer text is no sentence to a planner's assistant; what stands beyond is not read. */
export const maxLength = 1_000

/** A date, a clock time, a negative number, or a word with its apostrophes. No two alternatives can share a stretch: linear time. */
const word =
  /\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}])|\d{1,2}[:.]\d{2}(?!\d)|(?<![\p{L}\p{N}])[-−]\d+|[\p{L}\p{M}\p{N}]+(?:['’´`]\p{L}+)*/gu
const chunk = /\S+/gu
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu

/** Lower case, without accents and apostrophes; "ß" is "ss". */
export const foldWord = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\p{M}'’´`]+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")

/** The words of a text, the first 1,000 characters of it. `ids`: those it may name, by their lower case. */
export const tokenise = (text: string, ids: ReadonlyMap<string, string> = new Map()): ReadonlyArray<Token> =>
  [...text.slice(0, maxLength).matchAll(chunk)].flatMap(({ 0: typed, index }) => {
    const bare = typed.replace(edges, "")
    const id = ids.get(bare.toLowerCase())
    if (id !== undefined) {
      const from = index + typed.indexOf(bare)
      return [
        {
          text: bare.toLowerCase(),
          typed: bare,
          base: null,
          dotted: false,
          calls: false,
          joined: false,
          id,
          from,
          to: from + bare.length
        }
      ]
    }
    return [...typed.matchAll(word)].map(found => tokenOf(text, found[0], index + found.index))
  })

const tokenOf = (text: string, typed: string, from: number): Token => {
  const folded = foldWord(typed)
  const to = from + typed.length
  const owns = /['’´`]s$/iu.test(typed)
  const [after] = text.slice(to, to + 1)
  return {
    text: folded,
    typed: owns ? typed.slice(0, -2) : typed,
    base: baseOf(folded, owns),
    dotted: after === ".",
    calls: after === "!" || after === ",",
    joined: after === "-",
    id: null,
    from,
    to
  }
}

/** Several words as they were typed, with the signs that names have. */
export const typedAs = (tokens: ReadonlyArray<Token>): string =>
  tokens
    .map(({ typed, dotted, joined }, i) => {
      if (i === tokens.length - 1) return typed
      return `${typed}${dotted ? "." : ""}${joined ? "-" : " "}`
    })
    .join("")

const baseOf = (text: string, owns: boolean): string | null => {
  if (owns) return text.slice(0, -1)
  return text.length > 3 && text.endsWith("s") ? text.slice(0, -1) : null
}

/** The words of a name or phrase as sentences are compared with them, joined by single spaces. */
export const folded = (phrase: string): string =>
  tokenise(phrase)
    .map(token => token.text)
    .join(" ")

/** Folded, and with ä, ö, ü written out where it has them. */
export const spellings = (phrase: string): ReadonlyArray<string> => [
  ...new Set([
    folded(phrase),
    folded(phrase.normalize("NFC").replace(/[äÄ]/gu, "ae").replace(/[öÖ]/gu, "oe").replace(/[üÜ]/gu, "ue"))
  ])
]
