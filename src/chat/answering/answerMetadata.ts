import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { Answer } from "../Command.ts"

/** What was answered, and as which message. */
export interface Answered {
  /** The client's id of the frame. */
  readonly ref: string
  readonly conversationId: string
  readonly messageId: string
  readonly command: string
  /** As they were given; what is no text or number is not told. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Of an everyday sentence: what it was taken for. */
  readonly understood?: string
  readonly runId?: string
}

const texts = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : []
    )
  )

/** What the engine answered, as it stands in the frame. */
export const answerMetadata = (
  { ref, conversationId, messageId, command, parameters, understood, runId }: Answered,
  answer: Answer
): AnswerMetadata => ({
  ref,
  message_id: messageId,
  ...(runId === undefined ? {} : { run_id: runId }),
  conversation_id: conversationId,
  command,
  parameters: texts(parameters),
  ...(understood === undefined ? {} : { understood }),
  data: answer.data,
  conflict_ids: answer.conflictIds,
  lesson_ids: answer.lessonIds,
  suggestions: answer.suggestions ?? [],
  actions: answer.actions,
  provider: "engine",
  degraded: false
})
