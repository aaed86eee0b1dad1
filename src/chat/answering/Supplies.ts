import type { CitedKind } from "../../assistant/Grounding.ts"
import type { Citable } from "../../assistant/prompt/Section.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { Answer } from "../Command.ts"

/** Everything that the engine has supplied for one answer: what the answer may cite, and what it may offer. */
export class Supplies {
  readonly #ids: Readonly<Record<CitedKind, Set<string>>>
  readonly #offered = new Map<string, WireSuggestion>()
  #newest: ReadonlyArray<WireSuggestion> = []

  constructor({ conflictIds, lessonIds, suggestionIds }: Citable, offered: ReadonlyArray<WireSuggestion>) {
    this.#ids = { conflict: new Set(conflictIds), lesson: new Set(lessonIds), suggestion: new Set(suggestionIds) }
    for (const suggestion of offered) this.#offered.set(suggestion.id, suggestion)
  }

  readonly knows = (kind: CitedKind, id: string): boolean => this.#ids[kind].has(id)

  /** A tool has answered. */
  add({ conflictIds, lessonIds, suggestions = [] }: Answer): void {
    for (const id of conflictIds) this.#ids.conflict.add(id)
    for (const id of lessonIds) this.#ids.lesson.add(id)
    for (const suggestion of suggestions) {
      this.#ids.suggestion.add(suggestion.id)
      this.#offered.set(suggestion.id, suggestion)
    }
    if (suggestions.length > 0) this.#newest = suggestions
  }

  /** What an answer offers: the suggestions that it cites, else those that were made for it last. */
  offeredBy(cited: ReadonlyArray<string>): ReadonlyArray<WireSuggestion> {
    const named = cited.flatMap(id => this.#offered.get(id) ?? [])
    return named.length > 0 ? named : this.#newest
  }
}
