import { Data } from "effect"
import type { Action } from "../protocol/Action.ts"
import type { Issue } from "../protocol/ClientFrame.ts"
import type { ErrorCode } from "../protocol/ErrorCode.ts"

/** A request that cannot be fulfilled, in words for the person who asked: what is wrong and what would help. */
export class Refusal extends Data.TaggedError("Refusal")<{
  readonly code: ErrorCode
  readonly message: string
  readonly issues: ReadonlyArray<Issue>
  readonly retryAfterMillis?: number
  /** Ways out. */
  readonly actions?: ReadonlyArray<Action>
}> {}

export const refuse = (
  code: ErrorCode,
  message: string,
  issues: ReadonlyArray<Issue> = [],
  actions: ReadonlyArray<Action> = []
): Refusal => new Refusal({ code, message, issues, actions })
