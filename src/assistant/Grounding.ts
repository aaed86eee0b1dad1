export type CitedKind = "conflict" | "lesson" | "suggestion"

const kinds: ReadonlyArray<CitedKind> = ["conflict", "lesson", "suggestion"]

/** A citation is at most so long between its colon and its bracket; what is longer is text. */
const maxBody = 200

const body = `[^\\[\\]\\n]`
const label = `(${kinds.join("|")})s?`
/** `[conflict:ID]`, `[lessons: ID, ID]`, with the space before, which belongs to it. */
const citation = new RegExp(` ?\\[ {0,2}${label} {0,2}:(${body}{1,${maxBody}})\\]`, "gi")

/** "abc" gives what matches "a", "ab" and "abc". */
const partly = (word: string): string => [...word].reduceRight((rest, letter) => `${letter}(?:${rest})?`, "")

/** The end of a text that may yet become a citation. */
const unfinished = new RegExp(
  ` ?(?:\\[ {0,2}(?:(?:${kinds.map(kind => partly(`${kind}s`)).join("|")})? {0,2}|${label} {0,2}:${body}{0,${maxBody}}))?$`,
  "i"
)

/**
 * Takes citations out of a model's text as it streams: ids that the engine supplied are collected, others are dropped and
 * counted. Holds back at most one unfinished citation; how the text was cut makes no difference.
 */
export class Grounding {
  readonly #knows: (kind: CitedKind, id: string) => boolean
  readonly #cited: Readonly<Record<CitedKind, Set<string>>> = {
    conflict: new Set(),
    lesson: new Set(),
    suggestion: new Set()
  }
  #unknown = 0
  #held = ""

  /** `knows` may learn while the answer streams, as tools supply more. */
  constructor(knows: (kind: CitedKind, id: string) => boolean) {
    this.#knows = knows
  }

  /** The text that can be shown now. */
  feed(text: string): string {
    const whole = this.#held + text
    let end = 0
    const cleaned = whole.replace(citation, (match: string, label: string, ids: string, at: number) => {
      end = at + match.length
      const kind = kinds.find(kind => kind === label.toLowerCase())
      if (kind !== undefined) for (const id of this.#idsIn(kind, ids.trim())) this.#cite(kind, id)
      return ""
    })
    // Only what follows the last citation can become another: what its removal brought together is just text.
    const rest = whole.slice(end)
    this.#held = rest.slice(unfinished.exec(rest)?.index ?? rest.length)
    return cleaned.slice(0, cleaned.length - this.#held.length)
  }

  /** The rest, when nothing more comes. */
  end(): string {
    const rest = this.#held
    this.#held = ""
    return rest
  }

  /** Known ids, in the order in which they were cited first. */
  cited(kind: CitedKind): ReadonlyArray<string> {
    return [...this.#cited[kind]]
  }

  /** How many ids were cited that nobody supplied. */
  get unknown(): number {
    return this.#unknown
  }

  /** An id may hold commas itself: what is known as a whole is one. */
  #idsIn(kind: CitedKind, ids: string): ReadonlyArray<string> {
    if (this.#knows(kind, ids)) return [ids]
    return ids
      .split(/[,;]/)
      .map(id => id.trim().replace(new RegExp(`^${kind}\\s*:\\s*`, "i"), ""))
      .filter(id => id !== "")
  }

  #cite(kind: CitedKind, id: string): void {
    if (this.#knows(kind, id)) this.#cited[kind].add(id)
    else this.#unknown += 1
  }
}
