import { it } from "@effect/vitest"
import { Effect, Fiber, TestClock } from "effect"
import { describe, expect } from "vitest"
import { silent } from "../../src/assistant/AiMeter.ts"
import type { Usage } from "../../src/assistant/AnswerPart.ts"
import { toolLoop } from "../../src/assistant/ToolLoop.ts"
import { type Act, scriptedModel, whole } from "../support/ScriptedModel.ts"
import { heard, request } from "./asking.ts"

const patience = { firstToken: 20_000, stall: 15_000, deadline: 120_000 }

/** Asks a model that acts so, and what is paid for it. */
const asked = (...acts: ReadonlyArray<Act>) => {
  const bills: Array<Usage> = []
  const { model } = scriptedModel("openai", acts)
  const bill = (_: string, usage: Usage) => void bills.push(usage)
  const answer = heard(tell => toolLoop(model, { ...request, bill }, patience, silent, tell))
  return { answer, bills }
}

describe("what a model is paid for", () => {
  it.effect("is what it counted, when its answer is whole", () =>
    Effect.gen(function* () {
      const { answer, bills } = asked({ say: "Two clashes." }, whole)
      yield* answer
      expect(bills).toEqual([{ input: 3, output: 2 }])
    })
  )

  it.effect("is an estimate that says so, when it broke off", () =>
    Effect.gen(function* () {
      const { answer, bills } = asked({ say: "Two clashes." }, { fail: "cut" })
      yield* answer
      expect(bills).toEqual([{ input: expect.any(Number), output: 3, estimated: true }])
      expect(bills[0]?.input).toBeGreaterThan(request.prompt.length / 4)
    })
  )

  it.effect("is an estimate, when nobody wants the rest of it", () =>
    Effect.gen(function* () {
      const { answer, bills } = asked({ say: "Two clashes." }, { wait: 1_000 })
      const asking = yield* Effect.fork(answer)
      yield* TestClock.adjust("100 millis")
      yield* Fiber.interrupt(asking)
      expect(bills).toMatchObject([{ output: 3, estimated: true }])
    })
  )

  it.effect.each(["unreachable", "limited", "overloaded", "denied", "rejected"] as const)(
    "is nothing, when it was %s before its first word",
    kind =>
      Effect.gen(function* () {
        const { answer, bills } = asked({ fail: kind })
        yield* answer
        expect(bills).toEqual([])
      })
  )
})
