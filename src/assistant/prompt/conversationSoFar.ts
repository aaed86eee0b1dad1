import type { Said } from "../AiProvider.ts"
import { short } from "./fence.ts"
import { estimateTokens } from "./Section.ts"

export interface SoFar {
  /** Oldest first; it begins with what the user said. */
  readonly messages: ReadonlyArray<Said>
  /** How many earlier ones are not among them. */
  readonly leftOut: number
}

/** What every message costs beside its text. */
const tokensAMessage = 4
/** One long message must not push out all others. */
const maxCharacters = 4_000

/**
 * As much of a conversation as the budget (estimated tokens) holds, the newest first; long messages are cut, empty ones
 * dropped. The question itself is not part of it.
 */
export const conversationSoFar = (said: ReadonlyArray<Said>, budget: number): SoFar => {
  const worded = said.filter(({ text }) => text.trim() !== "")
  let left = budget
  let first = worded.length
  const messages: Array<Said> = []
  for (const { role, text } of worded.toReversed()) {
    const message = { role, text: short(text, maxCharacters) }
    left -= estimateTokens(message.text) + tokensAMessage
    if (left < 0) break
    messages.unshift(message)
    first -= 1
  }
  const asked = messages.findIndex(({ role }) => role === "user")
  const begun = asked < 0 ? [] : messages.slice(asked)
  return { messages: begun, leftOut: first + messages.length - begun.length }
}
