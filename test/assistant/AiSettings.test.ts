import { Redacted } from "effect"
import { describe, expect, it } from "vitest"
import { defaults, modelOrder } from "../../src/assistant/AiSettings.ts"

const key = Redacted.make("k")
const configured = {
  ...defaults,
  openai: { key, baseUrl: "https://ai.example", model: "m" },
  local: { key: null, baseUrl: "http://localhost:11434/v1", model: "m" }
}

describe("the order of the providers", () => {
  it("is, unless told, all that are configured", () => {
    expect(modelOrder(configured)).toEqual(["openai", "local"])
    expect(modelOrder(defaults)).toEqual([])
  })

  it("is as told, each once, without those that are not configured, up to the built-in", () => {
    expect(modelOrder({ ...configured, order: ["local", "anthropic", "openai", "local"] })).toEqual(["local", "openai"])
    expect(modelOrder({ ...configured, order: ["local", "builtin", "openai"] })).toEqual(["local"])
  })
})
