import { it } from "@effect/vitest"
import { Effect } from "effect"
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest"
import type { Tool } from "../../../src/assistant/Tool.ts"
import { type Beat, type FakeProviders, fakeProviders, saying } from "../../support/FakeProviders.ts"
import { ask, settingsFor } from "../asking.ts"

let fake: FakeProviders
beforeAll(async () => {
  fake = await fakeProviders()
})
afterAll(() => fake.close())
beforeEach(() => fake.reset())

const event = (delta: unknown, finish_reason: string | null = null): Beat => ({
  do: "raw",
  text: `data: ${JSON.stringify({ choices: [{ delta, finish_reason }] })}\n\n`
})

const echo: Tool = {
  name: "free",
  description: "What is free",
  parameters: { type: "object" },
  run: args => Effect.succeed(JSON.stringify(args))
}

const hears = (beats: ReadonlyArray<Beat>) => {
  fake.script("local", { beats }, saying("Done."))
  return ask(settingsFor(["local"], fake.url), { tools: [echo] })
}

describe("local servers", () => {
  it.live("may give every call index 0 and an id of its own, as Ollama does", () =>
    Effect.gen(function* () {
      const call = (id: string, room: number) =>
        event({ tool_calls: [{ index: 0, id, function: { name: "free", arguments: `{"room":${room}}` } }] })
      const heard = yield* hears([call("a", 1), call("b", 2), event({}, "tool_calls")])
      expect(heard.parts.flatMap(part => (part._tag === "ToolUse" ? [part.arguments] : []))).toEqual([
        '{"room":1}',
        '{"room":2}'
      ])
    })
  )

  it.live("may leave out arguments, the usage and the closing [DONE]", () =>
    Effect.gen(function* () {
      const heard = yield* hears([event({ tool_calls: [{ id: "a", function: { name: "free" } }] }), event({}, "stop")])
      expect(heard.parts[0]).toMatchObject({ _tag: "ToolUse", arguments: "", result: "{}", refused: false })
      expect(heard.text).toBe("Done.")
    })
  )

  it.live("may think aloud first: it is no silence, and nothing the planner sees", () =>
    Effect.gen(function* () {
      const thought: ReadonlyArray<Beat> = [{ do: "pause", millis: 150 }, event({ reasoning: "hm" })]
      const heard = yield* hears([...thought, ...thought, ...thought, event({ content: "Fine." }), event({}, "stop")])
      expect(heard).toMatchObject({ text: "Fine.", finish: { provider: "local" } })
    })
  )

  it.live("may report an error beside the format, as llama.cpp does", () =>
    Effect.gen(function* () {
      const heard = yield* hears([event({ content: "Fi" }), { do: "raw", text: 'error: {"code":500}\n\n' }])
      expect(heard).toMatchObject({ text: "Done.", resets: ["local"] })
    })
  )
})
