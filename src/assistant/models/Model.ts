import { Data, type Effect } from "effect"
import type { AiFailure } from "../AiFailure.ts"
import type { Hear, Usage } from "../AnswerPart.ts"
import type { Tool } from "../Tool.ts"

/** A tool call as the model wrote it: `arguments` should be JSON, but nobody has looked yet. */
export interface Call {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

export interface Returned {
  readonly id: string
  readonly text: string
  readonly refused: boolean
}

/** One turn of the talk with a model. `Returns` answers every call of the `Calls` right before it. */
export type Turn = Data.TaggedEnum<{
  Says: { readonly role: "user" | "assistant"; readonly text: string }
  Calls: { readonly text: string; readonly calls: ReadonlyArray<Call> }
  Returns: { readonly results: ReadonlyArray<Returned> }
}>

export const Turn = Data.taggedEnum<Turn>()

export interface StepRequest {
  readonly prompt: string
  readonly turns: ReadonlyArray<Turn>
  readonly tools: ReadonlyArray<Pick<Tool, "name" | "description" | "parameters">>
  /** false: it has to answer in words; the tools are there only because earlier turns mention them. */
  readonly mayCall: boolean
  readonly maxOutputTokens: number
}

/**
 * What a model sends. Alive: it is at work but has nothing to show (reasoning, arguments that are being written).
 * Failed: an error inside the stream. Finish: the protocol's own end, and whether the answer is whole.
 */
export type StepPart = Data.TaggedEnum<{
  Text: { readonly text: string }
  Alive: Record<never, never>
  Called: { readonly call: Call }
  Failed: { readonly failure: AiFailure }
  Finish: { readonly ending: "whole" | "length"; readonly usage: Usage | null }
}>

export const StepPart = Data.taggedEnum<StepPart>()

/**
 * One call of a language model over one protocol. It translates, and judges nothing: a stream that is cut, silent, empty
 * or without Finish is as it is; `checked` judges it. Parts that arrived together are heard together, and nothing more is
 * read until they are; what `hear` fails with ends the step, and its request.
 */
export interface Model {
  readonly name: string
  readonly step: <E>(request: StepRequest, hear: Hear<StepPart, E>) => Effect.Effect<void, AiFailure | E>
}
