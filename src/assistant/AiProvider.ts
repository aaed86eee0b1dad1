import { Context, type Stream } from "effect"
import type { AiFailure } from "./AiFailure.ts"
import type { AnswerPart, Usage } from "./AnswerPart.ts"
import type { Seen } from "./intent/Intent.ts"
import type { Tool } from "./Tool.ts"

/** What the engine found out before anybody words an answer. Computed facts only. */
export interface Briefing {
  readonly timetable: string
  readonly version: number
  readonly hard: number
  readonly soft: number
  /** Messages of the worst conflicts, at most a handful. */
  readonly worst: ReadonlyArray<string>
}

export interface Said {
  readonly role: "user" | "assistant"
  readonly text: string
}

/** Personal names that no provider may see. `key` makes their pseudonyms this school's own; it is sent to nobody. */
export interface Privacy {
  readonly names: ReadonlyArray<string>
  readonly key: string
}

export interface Limits {
  readonly maxOutputTokens: number
  /** Times a model is called for one answer. The last time it has to answer without tools. */
  readonly steps: number
}

export const defaultLimits: Limits = { maxOutputTokens: 2_000, steps: 6 }

export interface AnswerRequest {
  /** The system text: what the assistant is, and the facts, fenced as data. */
  readonly prompt: string
  /** The conversation before the question, oldest first. */
  readonly messages: ReadonlyArray<Said>
  /** As the person typed it: data, never instructions to anybody but the one who words the answer. */
  readonly question: string
  readonly tools: ReadonlyArray<Tool>
  /** For answers from templates; null: the school has no timetable. */
  readonly briefing: Briefing | null
  /** For answers from templates: what of the question was recognised; null: nothing. */
  readonly seen: Seen | null
  /** Examples of commands that work. */
  readonly examples: ReadonlyArray<string>
  readonly limits: Limits
  /** null: names are sent as they are. */
  readonly privacy: Privacy | null
  /** Told what each call of a provider took, however it ended: a cancelled or failed one is not free. Never throws. */
  readonly bill: (provider: string, usage: Usage) => void
}

/** Words an answer, piece by piece. It reads what it is given; it decides nothing and writes nothing. */
export class AiProvider extends Context.Tag("assistant/AiProvider")<
  AiProvider,
  {
    /** The provider that answers when all is well. */
    readonly name: string
    readonly answer: (request: AnswerRequest) => Stream.Stream<AnswerPart, AiFailure>
  }
>() {}
