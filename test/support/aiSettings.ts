import type { Protocol } from "./FakeDialects.ts"

export const protocols: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]

/** The environment of a server that asks these fake providers, in this order, and is soon out of patience. */
export const aiSettings = (order: ReadonlyArray<Protocol>, url: string): Readonly<Record<string, string>> => ({
  AI_PROVIDERS: order.join(","),
  OPENAI_API_KEY: "sk-very-secret",
  OPENAI_BASE_URL: `${url}/v1`,
  OPENAI_MODEL: "gpt-x",
  ANTHROPIC_API_KEY: "sk-very-secret",
  ANTHROPIC_BASE_URL: url,
  ANTHROPIC_MODEL: "claude-x",
  LOCAL_AI_URL: `${url}/v1`,
  LOCAL_AI_MODEL: "llama-x",
  AI_FIRST_TOKEN_TIMEOUT: "400 millis",
  AI_STALL_TIMEOUT: "300 millis",
  RATE_BURST: "100000"
})
