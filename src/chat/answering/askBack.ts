import type { Intent } from "../../assistant/intent/Intent.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import { actionId } from "../proposals/actionId.ts"
import type { Run } from "../runs/Runs.ts"

type Asking = Extract<Intent, { readonly _tag: "Ask" }>

/** A question back, each way to mean it as a button. */
export const askBack = (
  run: Run,
  messageId: string,
  { question, candidates }: Asking
): readonly [content: string, metadata: AnswerMetadata] => [
  [question, ...candidates.map(({ label }) => `• ${label}`)].join("\n"),
  {
    ref: run.target,
    message_id: messageId,
    run_id: run.id,
    conversation_id: run.conversationId,
    conflict_ids: [],
    lesson_ids: [],
    suggestions: [],
    actions: candidates.map(({ label, command, parameters }, i) => ({
      id: actionId("choose", messageId, String(i + 1)),
      label,
      command,
      parameters
    })),
    provider: "engine",
    degraded: false
  }
]
