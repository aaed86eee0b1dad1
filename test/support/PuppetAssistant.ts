import { Effect, Layer, Stream } from "effect"
import { type AiFailure, failure } from "../../src/assistant/AiFailure.ts"
import { AiProvider, type AnswerRequest } from "../../src/assistant/AiProvider.ts"
import { AnswerPart } from "../../src/assistant/AnswerPart.ts"
import { Watch } from "./Watch.ts"

/** A question that waits for the test to answer it. */
export interface Asked {
  readonly question: AnswerRequest
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
  const answer = (question: AnswerRequest) =>
    Stream.asyncPush<AnswerPart, AiFailure>(emit =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const state = { abandoned: false }
          asked.push({
            question,
            say: text => void emit.single(AnswerPart.Text({ text })),
            finish: () => {
              emit.single(AnswerPart.Finish({ provider: "puppet", usage: null, degraded: false, reason: null }))
              emit.end()
            },
            fail: () => emit.fail(failure("puppet", "cut", "told to")),
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
