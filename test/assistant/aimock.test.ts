import { LLMock } from "@copilotkit/aimock"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect } from "vitest"
import type { Tool } from "../../src/assistant/Tool.ts"
import type { Protocol } from "../support/FakeDialects.ts"
import { ask, settingsFor } from "./asking.ts"

/** A fake of the three protocols that others wrote: what we believe about them is not only our own belief. */
const mock = new LLMock({ port: 0, chunkSize: 6 })
beforeAll(async () => {
  mock.on({ userMessage: "wrong on Monday", hasToolResult: true }, { content: "Two clashes on Monday." })
  mock.on(
    { userMessage: "wrong on Monday" },
    { toolCalls: [{ id: "call_1", name: "conflicts", arguments: '{"day":"monday"}' }] }
  )
  mock.on({ userMessage: "Thanks" }, { content: "You are welcome, planner." })
  await mock.start()
})
afterAll(() => mock.stop())

const conflicts: Tool = {
  name: "conflicts",
  description: "Conflicts of a day",
  parameters: { type: "object", properties: { day: { type: "string" } } },
  run: args => Effect.succeed(JSON.stringify(args))
}

const protocols: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]

describe.each(protocols)("%s, as others understand it", protocol => {
  const settings = () => settingsFor([protocol], mock.url)

  it.live("streams an answer", () =>
    Effect.gen(function* () {
      const heard = yield* ask(settings(), { question: "Thanks" })
      expect(heard).toMatchObject({
        text: "You are welcome, planner.",
        finish: { provider: protocol, degraded: false }
      })
      expect(heard.parts.length).toBeGreaterThan(3)
    })
  )

  it.live("calls a tool and answers from its result", () =>
    Effect.gen(function* () {
      const heard = yield* ask(settings(), { tools: [conflicts] })
      expect(heard.parts[0]).toEqual({
        _tag: "ToolUse",
        name: "conflicts",
        arguments: '{"day":"monday"}',
        result: '{"day":"monday"}',
        refused: false
      })
      expect(heard).toMatchObject({ text: "Two clashes on Monday.", finish: { provider: protocol } })
    })
  )
})
