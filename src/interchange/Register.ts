import { Trouble } from "./UnreadableFile.ts"
import { shown, type XmlElement } from "./XmlElement.ts"

/**
 * "Año 7 B" → "ano-7-b": lower case, accents taken off, letters and digits of any script kept. At most 80 characters,
 * so that an id made of it stays within its limit; empty when nothing is left.
 */
export const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "")

/**
 * The things of one sort that a file has named so far, by the name that the rest of the file calls them by. Gives each a
 * readable id ("teacher-adrian") that depends on the names alone, and on their order only where two come out the same.
 */
export class Register<Id extends string, Entry> {
  readonly #noun: string
  readonly #toId: (text: string) => Id
  readonly #entries = new Map<string, Entry>()
  readonly #taken = new Set<string>()

  constructor(noun: string, toId: (text: string) => Id) {
    this.#noun = noun
    this.#toId = toId
  }

  /** Names are unique within a sort: a second one is Trouble. */
  add(name: XmlElement, make: (id: Id) => Entry): Entry {
    if (this.#entries.has(name.text))
      throw new Trouble({ line: name.line, reason: `there are two ${plural(this.#noun)} "${shown(name.text)}"` })
    const entry = make(this.#freshId(name.text))
    this.#entries.set(name.text, entry)
    return entry
  }

  peek(name: string): Entry | undefined {
    return this.#entries.get(name)
  }

  /** What a reference means; Trouble when nothing has that name. */
  named(reference: XmlElement): Entry {
    const entry = this.#entries.get(reference.text)
    if (entry === undefined)
      throw new Trouble({ line: reference.line, reason: `there is no ${this.#noun} "${shown(reference.text)}"` })
    return entry
  }

  get entries(): ReadonlyArray<Entry> {
    return [...this.#entries.values()]
  }

  #freshId(name: string): Id {
    const base = `${slug(this.#noun)}-${slug(name) || this.#taken.size + 1}`
    let id = base
    for (let n = 2; this.#taken.has(id); n++) id = `${base}-${n}`
    this.#taken.add(id)
    return this.#toId(id)
  }
}

const plural = (noun: string): string => (noun.endsWith("s") ? `${noun}es` : `${noun}s`)
