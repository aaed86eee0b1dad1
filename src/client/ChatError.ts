import type { Action } from "../protocol/Action.ts"
import type { ErrorCode } from "../protocol/ErrorCode.ts"
import type { ServerEventOf } from "../protocol/ServerFrame.ts"

/** The server's codes, and what can only be known here: no room to wait, closed for good, or a run without an answer. */
export type ChatErrorCode =
  | ErrorCode
  | "queue_full"
  | "closed"
  | "frame_refused"
  | "too_big"
  | "cancelled"
  | "interrupted"
  | "failed"

/** Why there is no answer. `actions` are ways out: commands, ready to be sent. */
export class ChatError extends Error {
  override readonly name = "ChatError"
  readonly code: ChatErrorCode
  readonly temporary: boolean
  readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>
  readonly actions: ReadonlyArray<Action>

  constructor(
    code: ChatErrorCode,
    message: string,
    more: Partial<Pick<ChatError, "temporary" | "issues" | "actions">> = {}
  ) {
    super(message)
    this.code = code
    this.temporary = more.temporary ?? false
    this.issues = more.issues ?? []
    this.actions = more.actions ?? []
  }
}

export const refused = (error: ServerEventOf<"error">): ChatError =>
  new ChatError(error.code, error.message, {
    temporary: error.temporary,
    issues: error.issues ?? [],
    actions: error.actions ?? []
  })
