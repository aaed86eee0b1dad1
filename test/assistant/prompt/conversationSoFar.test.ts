import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Said } from "../../../src/assistant/AiProvider.ts"
import { conversationSoFar } from "../../../src/assistant/prompt/conversationSoFar.ts"
import { estimateTokens } from "../../../src/assistant/prompt/Section.ts"

const user = (text: string): Said => ({ role: "user", text })
const assistant = (text: string): Said => ({ role: "assistant", text })

const talk = [user("What conflicts?"), assistant("Two."), user("Which?"), assistant("A clash.")]

describe("the conversation so far", () => {
  it("is all there where it fits", () => {
    expect(conversationSoFar(talk, 100)).toEqual({ messages: talk, leftOut: 0 })
    expect(conversationSoFar([], 100)).toEqual({ messages: [], leftOut: 0 })
  })

  it("keeps the newest, and says how many are missing", () => {
    // Each takes 4 tokens besides its text: 2 + 2.
    expect(conversationSoFar(talk, 12)).toEqual({ messages: talk.slice(2), leftOut: 2 })
  })

  it("begins with what the user said, not with half an exchange", () => {
    expect(conversationSoFar(talk, 17)).toEqual({ messages: talk.slice(2), leftOut: 2 })
    expect(conversationSoFar(talk, 6)).toEqual({ messages: [], leftOut: 4 })
  })

  it("leaves out what is empty, and cuts what is very long", () => {
    const { messages, leftOut } = conversationSoFar([user(" \n"), user("x".repeat(60_000)), assistant("")], 2_000)
    expect(messages).toEqual([user(`${"x".repeat(3_999)}…`)])
    expect(leftOut).toBe(0)
  })

  it("never exceeds its budget, and leaves nothing out of the middle", () => {
    const anySaid = fc.record({ role: fc.constantFrom("user" as const, "assistant" as const), text: fc.string() })
    fc.assert(
      fc.property(fc.array(anySaid, { maxLength: 30 }), fc.integer({ min: -5, max: 200 }), (said, budget) => {
        const { messages, leftOut } = conversationSoFar(said, budget)
        const worded = said.filter(({ text }) => text.trim() !== "")
        expect(messages).toEqual(worded.slice(leftOut))
        const tokens = messages.reduce((sum, { text }) => sum + estimateTokens(text) + 4, 0)
        expect(tokens).toBeLessThanOrEqual(Math.max(0, budget))
        expect(messages[0]?.role ?? "user").toBe("user")
      })
    )
  })
})
