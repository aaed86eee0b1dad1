import { Chunk, Duration, Effect, Either, Logger, Redacted, Stream } from "effect"
import type { AiFailure } from "../../src/assistant/AiFailure.ts"
import { AiProvider, type AnswerRequest, defaultLimits } from "../../src/assistant/AiProvider.ts"
import { type AiSettings, defaults } from "../../src/assistant/AiSettings.ts"
import type { AnswerPart, Hear } from "../../src/assistant/AnswerPart.ts"
import { chainLayer } from "../../src/assistant/chainLayer.ts"
import type { Protocol } from "../support/FakeDialects.ts"
import type { FakeProviders, Play } from "../support/FakeProviders.ts"

/** The planner of Brookside asks about Monday. */
export const request: AnswerRequest = {
  prompt: "You help planners.",
  messages: [
    { role: "user", text: "Hello" },
    { role: "assistant", text: "Hello, what can I do?" }
  ],
  question: "What is wrong on Monday?",
  tools: [],
  briefing: { timetable: "Brookside", version: 3, hard: 2, soft: 5, worst: [] },
  seen: null,
  examples: ["/help"],
  limits: defaultLimits,
  privacy: null,
  bill: () => {}
}

export const key = "sk-very-secret"

/** Small real times: the HTTP is real too. */
export const settingsFor = (protocols: ReadonlyArray<Protocol>, url: string): AiSettings => ({
  ...defaults,
  order: protocols,
  openai: { key: Redacted.make(key), baseUrl: `${url}/v1`, model: "gpt-x" },
  anthropic: { key: Redacted.make(key), baseUrl: url, model: "claude-x" },
  local: { key: Redacted.make(key), baseUrl: `${url}/v1`, model: "llama-x" },
  firstTokenTimeout: Duration.millis(300),
  stallTimeout: Duration.millis(200),
  answerTimeout: Duration.seconds(10),
  retryPause: Duration.millis(5)
})

/** What came before the end, and the end. */
export interface Heard {
  readonly parts: ReadonlyArray<AnswerPart>
  /** The text that stands: since the last Reset. */
  readonly text: string
  readonly resets: ReadonlyArray<string>
  readonly finish: Extract<AnswerPart, { readonly _tag: "Finish" }> | null
  readonly failure: AiFailure | null
}

export const hear = (answer: Stream.Stream<AnswerPart, AiFailure>): Effect.Effect<Heard> =>
  heard(tell => Stream.runForEachChunk(answer, parts => tell(Chunk.toReadonlyArray(parts))))

/** The same of what tells its parts itself. */
export const heard = (answer: (tell: Hear<AnswerPart>) => Effect.Effect<void, AiFailure>): Effect.Effect<Heard> =>
  Effect.gen(function* () {
    const parts: Array<AnswerPart> = []
    const end = yield* Effect.either(answer(some => Effect.sync(() => parts.push(...some))))
    let text = ""
    const resets: Array<string> = []
    for (const part of parts) {
      if (part._tag === "Text") text += part.text
      if (part._tag !== "Reset") continue
      text = ""
      resets.push(part.provider)
    }
    const last = parts.at(-1)
    return {
      parts,
      text,
      resets,
      finish: last?._tag === "Finish" ? last : null,
      failure: Either.isLeft(end) ? end.left : null
    }
  })

/** Asks once, with everything made anew. */
export const ask = (settings: AiSettings, what: Partial<AnswerRequest> = {}): Effect.Effect<Heard> =>
  Effect.flatMap(AiProvider, provider => hear(provider.answer({ ...request, ...what }))).pipe(
    Effect.provide([chainLayer(settings), Logger.remove(Logger.defaultLogger)])
  )

/** Asks this provider, which does as it is told at this and the next requests. */
export const asking =
  (fake: FakeProviders, protocol: Protocol) =>
  (...plays: ReadonlyArray<Play>): Effect.Effect<Heard> => {
    fake.script(protocol, ...plays)
    return ask(settingsFor([protocol], fake.url))
  }

export const finishes = (heard: Heard): number => heard.parts.filter(({ _tag }) => _tag === "Finish").length
