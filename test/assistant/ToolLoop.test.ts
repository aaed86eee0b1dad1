import { it } from "@effect/vitest"
import { Effect, Fiber, TestClock } from "effect"
import { describe, expect } from "vitest"
import { silent } from "../../src/assistant/AiMeter.ts"
import type { Tool } from "../../src/assistant/Tool.ts"
import { toolLoop } from "../../src/assistant/ToolLoop.ts"
import { type Act, scriptedModel, whole } from "../support/ScriptedModel.ts"
import { heard, request } from "./asking.ts"

const tool = (name: string, run: Tool["run"]): Tool => ({
  name,
  description: name,
  parameters: { type: "object" },
  run
})
const patience = { firstToken: 20_000, stall: 15_000, deadline: 120_000 }
const loop = (scripted: ReturnType<typeof scriptedModel>, tools: ReadonlyArray<Tool>) =>
  heard(tell => toolLoop(scripted.model, { ...request, tools }, patience, silent, tell))

describe("the tools of a model", () => {
  it.effect("may take longer than a token, but not longer than the answer", () =>
    Effect.gen(function* () {
      const searches = scriptedModel("openai", [{ call: "suggest" }, whole], [{ say: "Found." }, whole])
      const slow = (millis: number) => tool("suggest", () => Effect.delay(Effect.succeed("facts"), millis))
      const patient = yield* Effect.fork(loop(searches, [slow(100_000)]))
      yield* TestClock.adjust("100 seconds")
      expect(yield* Fiber.join(patient)).toMatchObject({ text: "Found.", failure: null })

      yield* TestClock.setTime(0)
      const endless = yield* Effect.fork(loop(scriptedModel("openai", [{ call: "suggest" }, whole]), [slow(200_000)]))
      yield* TestClock.adjust("120 seconds")
      expect(yield* Fiber.join(endless)).toMatchObject({ finish: null, failure: { kind: "late" } })
    })
  )

  it.effect("are served eight at a time: the ninth is refused", () =>
    Effect.gen(function* () {
      const greedy = scriptedModel(
        "openai",
        [...Array.from({ length: 9 }, (): Act => ({ call: "free" })), whole],
        [{ say: "Enough." }, whole]
      )
      const outcome = yield* loop(greedy, [tool("free", () => Effect.succeed("room 4"))])
      const uses = outcome.parts.flatMap(part => (part._tag === "ToolUse" ? [part.result] : []))
      expect(uses).toEqual([...Array.from({ length: 8 }, () => "room 4"), "Refused: at most 8 calls at once."])
      expect(greedy.requests[1]?.turns.at(-1)).toMatchObject({ _tag: "Returns", results: { length: 9 } })
    })
  )

  it.effect("that nobody gave are not served, whatever the model says", () =>
    Effect.gen(function* () {
      const outcome = yield* loop(scriptedModel("openai", [{ call: "apply" }, whole]), [])
      expect(outcome).toMatchObject({ parts: [], failure: { kind: "looped" } })
    })
  )
})
