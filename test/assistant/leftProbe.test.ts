import { it } from "@effect/vitest"
import { Effect, Stream, TestClock } from "effect"
import { describe, expect } from "vitest"
import { silent } from "../../src/assistant/AiMeter.ts"
import { AnswerPart } from "../../src/assistant/AnswerPart.ts"
import { chain } from "../../src/assistant/Chain.ts"
import { makeBreakers } from "../../src/assistant/ProviderStates.ts"
import { type Act, scriptedModel, whole } from "../support/ScriptedModel.ts"
import { hear, request } from "./asking.ts"

const policy = { firstToken: 20_000, stall: 15_000, answer: 120_000, retryPause: 250 }
const restMillis = 30_000
const down: ReadonlyArray<Act> = [{ fail: "denied" }]

describe("a provider that is let in again", () => {
  it.effect("is asked by the next one, when who was to probe it left between two attempts", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", down, down, [{ say: "Tw" }, { fail: "denied" }], down)
      const local = scriptedModel("local", down, down, [{ say: "Two clashes." }, whole])
      const breakers = yield* makeBreakers(["openai", "local"], "builtin", { limit: 2, restMillis })
      const answer = chain([openai.model, local.model], breakers, silent, policy)(request)
      yield* hear(answer)
      yield* hear(answer)
      yield* TestClock.adjust(restMillis)
      const left = yield* Stream.runCollect(Stream.takeUntil(answer, AnswerPart.$is("Reset")))
      expect([...left].map(({ _tag }) => _tag)).toEqual(["Text", "Reset"])
      expect(local.calledAt).toHaveLength(2)
      yield* TestClock.adjust(restMillis)
      expect((yield* hear(answer)).finish).toMatchObject({ provider: "local" })
    })
  )
})
