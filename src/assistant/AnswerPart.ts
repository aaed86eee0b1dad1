import { Data, type Effect } from "effect"

/** Takes parts, in their order, as they come; done when there is room for more. */
export type Hear<A, E = never> = (parts: ReadonlyArray<A>) => Effect.Effect<void, E>

/** Tokens, as the provider counts them; `estimated`: by the length of the text, at least in part. */
export interface Usage {
  readonly input: number
  readonly output: number
  readonly estimated?: true
}

/** null: nothing was counted. */
export const addedUsage = (sum: Usage | null, more: Usage): Usage => ({
  input: (sum?.input ?? 0) + more.input,
  output: (sum?.output ?? 0) + more.output,
  ...(sum?.estimated === true || more.estimated === true ? { estimated: true } : {})
})

/**
 * An answer, piece by piece. A stream that succeeds has exactly one Finish, its last part; one that fails has none.
 * - ToolUse: what was looked up. `arguments` is JSON as the model wrote it; `result` is the beginning of what came back.
 *   An attempt that fails before its first text is followed by another without Reset, which may look it up again.
 * - Reset: all text so far is void; `provider` makes attempt number `attempt` (the first is 1).
 * - Finish: `usage` of the answer that counts, null where nobody counted. `degraded`: not what was configured to answer,
 *   or not the whole of it; `reason` then says why, and may be shown.
 */
export type AnswerPart = Data.TaggedEnum<{
  Text: { readonly text: string }
  ToolUse: {
    readonly name: string
    readonly arguments: string
    readonly result: string
    readonly refused: boolean
  }
  Reset: { readonly provider: string; readonly attempt: number; readonly reason: string }
  Finish: {
    readonly provider: string
    readonly usage: Usage | null
    readonly degraded: boolean
    readonly reason: string | null
  }
}>

export const AnswerPart = Data.taggedEnum<AnswerPart>()
