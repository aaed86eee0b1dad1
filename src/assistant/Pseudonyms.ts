import * as PseudoWord from "./pseudoWords.ts"

/** A word, or an escape as JSON writes it, whose letter is none. */
const tokens = /\\[bfnrt]|[\p{L}\p{M}]+/gu
const startsWithLetters = /^[\p{L}\p{M}]+/u
const endsHalfway = /(?:\\|[\uD800-\uDBFF])$/

const titles: ReadonlySet<string> = new Set(
  "mr mrs ms miss mx dr prof professor sir madam herr frau von van der den de la le".split(" ")
)

/** Names that are words too: in small letters they are words. */
const everyday: ReadonlySet<string> = new Set(
  (
    "may will mark rose grace hope day long young king gray brown green white black field wood hill page price rice " +
    "stone bush frank art dean grant lane marsh penny pat sue bill bell drew rich rob jack ray june april august joy " +
    "lang klein gross koch jung frei alt stein berg braun schwarz weiss"
  ).split(" ")
)

/** The same for all ways to write a name: case, accents, ß. */
const folded = (word: string): string =>
  word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss")

const inStyleOf = (model: string, word: string): string => {
  if (model === model.toLowerCase()) return word
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase()
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/**
 * Hides personal names, word by word, so that "Anna Smith", "Mrs Smith" and "SMITH" stay recognisable as one person to a
 * model, and nobody else. A name has the same pseudonym whenever `key` and the list of names are the same.
 * `restore(hide(text))` is `text`, whatever it holds.
 */
export class Pseudonyms {
  /** By folded name. */
  readonly #bases = new Map<string, string>()
  readonly #used = new Set<string>()
  readonly #written = new Set<string>()
  readonly #hidden = new Map<string, string>()
  readonly #shown = new Map<string, string>()
  /** By the pseudonym in small letters: models change case. */
  readonly #shownAnyCase = new Map<string, string>()
  readonly #key: string

  constructor(names: ReadonlyArray<string>, key: string) {
    this.#key = key
    const words = names.flatMap(name => name.match(tokens) ?? []).filter(word => !word.startsWith("\\"))
    // Sorted, so that who collides with whom does not depend on the order of the list.
    for (const word of [...new Set(words)].sort()) {
      if (word.length < 2 || titles.has(folded(word))) continue
      this.#written.add(word)
      this.#pseudonym(word, this.#base(folded(word)))
    }
  }

  hide(text: string): string {
    return this.#bases.size === 0 ? text : text.replace(tokens, token => this.#hideWord(token))
  }

  restore(text: string): string {
    return this.#bases.size === 0 ? text : text.replace(tokens, token => this.#restoreWord(token))
  }

  /** `restore` for a text that comes in pieces. Holds back the beginning of what may be a pseudonym, and no more. */
  restoring(): { readonly feed: (text: string) => string; readonly end: () => string } {
    let held = ""
    /** What was given out last ends in the middle of a word, which is no pseudonym. */
    let isInWord = false

    const feed = (piece: string): string => {
      if (this.#bases.size === 0) return piece
      let text = held + piece
      held = endsHalfway.exec(text)?.[0] ?? ""
      text = text.slice(0, text.length - held.length)
      if (text === "") return ""
      const rest = isInWord ? (startsWithLetters.exec(text)?.[0] ?? "") : ""
      if (rest.length === text.length) return text
      const open = lastWord(text, rest.length)
      if (PseudoWord.mayBecomeOne.test(open)) {
        held = open + held
        text = text.slice(0, text.length - open.length)
        isInWord = false
      } else isInWord = open !== ""
      return rest + this.restore(text.slice(rest.length))
    }

    const end = (): string => {
      const rest = isInWord ? held : this.restore(held)
      held = ""
      return rest
    }
    return { feed, end }
  }

  #hideWord(word: string): string {
    if (word.startsWith("\\")) return word
    const hidden = this.#hidden.get(word)
    if (hidden !== undefined) return hidden
    const name = folded(word)
    const base = this.#bases.get(name)
    // What looks like a pseudonym is hidden as well, or it would be "restored" to somebody's name.
    if (PseudoWord.looksLikeOne.test(word)) return this.#pseudonym(word, base ?? this.#base(name))
    if (base === undefined || !this.#isMeant(word, name)) return word
    return this.#pseudonym(word, base)
  }

  /** Names of two letters, and those that are words too, count only as they are written in the list, or in capitals. */
  #isMeant(word: string, name: string): boolean {
    if (this.#written.has(word)) return true
    if (word.length <= 2) return false
    return !(everyday.has(name) && word === word.toLowerCase())
  }

  #restoreWord(word: string): string {
    const shown = this.#shown.get(word)
    if (shown !== undefined || !PseudoWord.looksLikeOne.test(word)) return shown ?? word
    for (const beginning of PseudoWord.beginnings(word)) {
      const name = this.#shown.get(beginning) ?? this.#shownAnyCase.get(beginning.toLowerCase())
      if (name !== undefined) return name + word.slice(beginning.length)
    }
    return word
  }

  #base(name: string): string {
    const known = this.#bases.get(name)
    if (known !== undefined) return known
    let number = PseudoWord.hash(`${this.#key}\u0000${name}`)
    while (this.#used.has(PseudoWord.base(number))) number += 1
    const base = PseudoWord.base(number)
    this.#used.add(base)
    this.#bases.set(name, base)
    return base
  }

  #pseudonym(word: string, base: string): string {
    let pseudonym = inStyleOf(word, base)
    for (let number = 0; this.#shown.has(pseudonym); number++)
      pseudonym = inStyleOf(word, PseudoWord.variant(base, number))
    this.#hidden.set(word, pseudonym)
    this.#shown.set(pseudonym, word)
    const anyCase = pseudonym.toLowerCase()
    if (!this.#shownAnyCase.has(anyCase)) this.#shownAnyCase.set(anyCase, word)
    return pseudonym
  }
}

/** The word that a text ends in, looking from `start`; empty where it ends otherwise. */
const lastWord = (text: string, start: number): string => {
  let last = ""
  for (const match of text.slice(start).matchAll(tokens))
    last = start + match.index + match[0].length === text.length && !match[0].startsWith("\\") ? match[0] : ""
  return last
}
