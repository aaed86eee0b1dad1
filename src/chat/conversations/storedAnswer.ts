import type { Memory } from "../../assistant/intent/Memory.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { StoredMessage } from "./ConversationRepo.ts"
import type { Talk } from "./Conversations.ts"

const keptIds = 100

/**
 * An answer as it is kept. Without the facts behind it, which are a version's and may be large; its text, its buttons, what
 * it cites and which suggestions it made stay, and what the next sentence may refer to.
 */
export const storedAnswer = (
  { schoolId, userId, conversationId }: Talk,
  content: string,
  { data: _data, suggestions, ...metadata }: AnswerMetadata,
  memory: Memory,
  at: number
): StoredMessage => ({
  id: metadata.message_id,
  schoolId,
  conversationId,
  userId,
  clientId: null,
  type: "assistant",
  content,
  metadata: {
    ...metadata,
    conflict_ids: metadata.conflict_ids.slice(0, keptIds),
    lesson_ids: metadata.lesson_ids.slice(0, keptIds),
    suggestion_ids: suggestions.slice(0, keptIds).map(({ id }) => id),
    memory
  },
  at
})
