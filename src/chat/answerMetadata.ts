import type { AnswerMetadata } from "../protocol/ServerFrame.ts"
import type { Answer } from "./Command.ts"

/** What the engine answered, as it stands in the frame. */
export const answerMetadata = (
  ref: string,
  conversationId: string,
  command: string,
  messageId: string,
  answer: Answer,
  runId: string | null = null
): AnswerMetadata => ({
  ref,
  message_id: messageId,
  ...(runId === null ? {} : { run_id: runId }),
  conversation_id: conversationId,
  command,
  data: answer.data,
  conflict_ids: answer.conflictIds,
  lesson_ids: answer.lessonIds,
  suggestions: answer.suggestions ?? [],
  actions: answer.actions,
  provider: "engine",
  degraded: false
})
