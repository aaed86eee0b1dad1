import { Effect, Layer, Stream } from "effect"
import { AiProvider, AiUnavailable, type Question } from "../../src/assistant/AiProvider.ts"
import { Watch } from "./Watch.ts"

/** A question that waits for the test to answer it. */
export interface Asked {
  readonly question: Question
  readonly say: (text: string) => void
  readonly finish: () => void
  readonly fail: () => void
  /** Nobody wants the answer any more. */
  readonly isAbandoned: () => boolean
}

/** An assistant that says what the test tells it to, when the test tells it to. */
export const puppetAssistant = () => {
  const asked: Array<Asked> = []
  const watch = new Watch()
  const answer = (question: Question) =>
    Stream.asyncPush<string, AiUnavailable>(emit =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const state = { abandoned: false }
          asked.push({
            question,
            say: text => void emit.single(text),
            finish: () => emit.end(),
            fail: () => emit.fail(new AiUnavailable({ provider: "puppet", reason: "told to" })),
            isAbandoned: () => state.abandoned
          })
          watch.changed()
          return state
        }),
        state =>
          Effect.sync(() => {
            state.abandoned = true
          })
      )
    )
  return {
    layer: Layer.succeed(AiProvider, { name: "puppet", answer }),
    asked,
    /** The nth question, from 1. */
    question: (nth: number): Promise<Asked> => watch.until(`question ${nth}`, () => asked[nth - 1])
  }
}
