import type { Card } from "./Card.ts"
import type { Message } from "./Message.ts"
import type { PageState } from "./PageState.ts"
import { type Week, weekOf } from "./Week.ts"

const mostMessages = 30

/** What of the page outlives a reload without a network; JSON. */
export interface Snapshot {
  /** Whose it is: the conversation and the timetable's address. */
  readonly key: string
  /** When all of this was last known to be so; milliseconds since 1970. */
  readonly at: number
  readonly week: Omit<Week, "lessons" | "names" | "slots">
  readonly lessons: ReadonlyArray<Week["lessons"] extends ReadonlyMap<string, infer Lesson> ? Lesson : never>
  readonly shown: Pick<PageState, "conflicts" | "conflictTotal" | "score" | "view" | "user" | "commands">
  readonly messages: ReadonlyArray<Message>
  readonly cards: ReadonlyArray<Card>
}

/** Of an answer only what is shown: its facts may be large. */
const withoutFacts = (message: Message): Message => {
  if (message.answer === null) return message
  const { data: _, ...answer } = message.answer
  return { ...message, answer }
}

/** null: there is nothing to keep yet. */
export const snapshotOf = (key: string, at: number, state: PageState): Snapshot | null => {
  if (state.week === null) return null
  const { lessons, names: _names, slots: _slots, ...week } = state.week
  const { conflicts, conflictTotal, score, view, user, commands } = state
  const messages = state.messages.slice(-mostMessages).map(withoutFacts)
  const offered = new Set(messages.flatMap(({ answer }) => answer?.suggestions.map(({ id }) => id) ?? []))
  return {
    key,
    at,
    week,
    lessons: [...lessons.values()],
    shown: { conflicts, conflictTotal, score, view, user, commands },
    messages,
    cards: [...state.cards.values()].filter(({ suggestion }) => offered.has(suggestion.id))
  }
}

/** What is shown until the server says how it is now. */
export const restored = ({ at, week, lessons, shown, messages, cards }: Snapshot): Partial<PageState> => ({
  ...shown,
  week: weekOf({ ...week, lessons: [], total: 0 }, lessons),
  messages,
  cards: new Map(cards.map(card => [card.suggestion.id, card])),
  knownAt: at
})
