import { Trouble } from "../UnreadableFile.ts"
import { shown, type XmlElement } from "../XmlElement.ts"

/** As long as an id may be here, with room for the number of a lesson. */
const longestId = 110

/** The Id that an element of an archive must have. */
export const idOf = (element: XmlElement): string => attribute(element, "Id")

/** What an element of an archive refers to. */
export const referenceOf = (element: XmlElement): string => attribute(element, "Reference")

const attribute = (element: XmlElement, name: "Id" | "Reference"): string => {
  const text = element.attributes[name]?.trim() ?? ""
  if (text === "") throw new Trouble({ line: element.line, reason: `<${element.name}> has no ${name}` })
  if (text.length > longestId)
    throw new Trouble({ line: element.line, reason: `${name} "${shown(text)}" is longer than ${longestId} characters` })
  return text
}

/** The things of one sort that an instance has defined, by Id. */
export class References<Entry> {
  readonly #noun: string
  readonly #entries = new Map<string, Entry>()

  constructor(noun: string) {
    this.#noun = noun
  }

  /** An Id is unique among things of a sort: a second one is Trouble. */
  define(element: XmlElement, make: (id: string) => Entry): Entry {
    const id = idOf(element)
    if (this.#entries.has(id))
      throw new Trouble({ line: element.line, reason: `there are two ${this.#noun}s with the Id "${shown(id)}"` })
    const entry = make(id)
    this.#entries.set(id, entry)
    return entry
  }

  /** What a Reference means; Trouble when nothing has that Id. */
  named(element: XmlElement): Entry {
    const entry = this.#entries.get(referenceOf(element))
    if (entry === undefined)
      throw new Trouble({
        line: element.line,
        reason: `there is no ${this.#noun} "${shown(referenceOf(element))}" in this instance`
      })
    return entry
  }

  get entries(): ReadonlyArray<Entry> {
    return [...this.#entries.values()]
  }
}
