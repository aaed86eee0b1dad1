import type { WireOffered } from "../../protocol/WireConversation.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"

/** A suggestion on the page, and what has become of it. */
export interface Card {
  readonly suggestion: WireSuggestion
  readonly state: "open" | "deciding" | "applied" | "rejected" | "undone" | "expired"
  /** The change by which it was applied. */
  readonly changeId: string | null
  /** Why the last decision came to nothing. */
  readonly trouble: string | null
  /** It may be applied all the same, with a reason. */
  readonly needsReason: boolean
}

export type Cards = ReadonlyMap<string, Card>

export const newCard = (suggestion: WireSuggestion): Card => ({
  suggestion,
  state: "open",
  changeId: null,
  trouble: null,
  needsReason: false
})

const atMost = 300

/** Known ones stay as they are. */
export const withCards = (cards: Cards, suggestions: ReadonlyArray<WireSuggestion>): Cards => {
  if (suggestions.length === 0) return cards
  const all = new Map(cards)
  for (const suggestion of suggestions) if (!all.has(suggestion.id)) all.set(suggestion.id, newCard(suggestion))
  return new Map([...all].slice(-atMost))
}

export const withCard = (cards: Cards, id: string, more: Partial<Card>): Cards => {
  const card = cards.get(id)
  return card === undefined ? cards : new Map(cards).set(id, { ...card, ...more })
}

/** Of answers from before the page was loaded; what the page knows already it knows better. */
export const withOffered = (cards: Cards, offered: ReadonlyArray<WireOffered>): Cards =>
  offered
    .filter(({ suggestion }) => !cards.has(suggestion.id))
    .reduce((all, { suggestion, state }) => withCard(withCards(all, [suggestion]), suggestion.id, { state }), cards)
