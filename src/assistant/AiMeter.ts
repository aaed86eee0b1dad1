import type { FailureKind } from "./AiFailure.ts"
import type { Usage } from "./AnswerPart.ts"

/** Counts what providers do. Synchronous and without failure, so that nothing waits for it. */
export interface AiMeter {
  /** One attempt at an answer begins; it may call the provider several times, once for each step. */
  readonly attempted: (provider: string) => void
  readonly failed: (provider: string, kind: FailureKind) => void
  /** For every step that a provider took up, whether or not its answer was used in the end: it is paid for. */
  readonly used: (provider: string, usage: Usage) => void
}

export const silent: AiMeter = { attempted: () => {}, failed: () => {}, used: () => {} }
