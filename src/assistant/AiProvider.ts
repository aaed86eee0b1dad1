import { Context, Data, type Stream } from "effect"

/** What the engine found out before anybody words an answer. Computed facts only. */
export interface Briefing {
  readonly timetable: string
  readonly version: number
  readonly hard: number
  readonly soft: number
  /** Messages of the worst conflicts, at most a handful. */
  readonly worst: ReadonlyArray<string>
}

export interface Question {
  /** As the person typed it: data, never instructions to anybody but the one who words the answer. */
  readonly text: string
  /** null: the school has no timetable. */
  readonly briefing: Briefing | null
  /** Examples of commands that work. */
  readonly examples: ReadonlyArray<string>
}

export class AiUnavailable extends Data.TaggedError("AiUnavailable")<{
  readonly provider: string
  readonly reason: string
}> {}

/** Words an answer, piece by piece. It reads what it is given; it decides nothing and writes nothing. */
export class AiProvider extends Context.Tag("assistant/AiProvider")<
  AiProvider,
  {
    readonly name: string
    readonly answer: (question: Question) => Stream.Stream<string, AiUnavailable>
  }
>() {}
