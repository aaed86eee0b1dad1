import { describe, expect, it } from "vitest"
import { fresh, fromHistory, type Message, withHistory } from "../../../src/page/state/Message.ts"

const asked = { id: "m1", type: "user", content: "Tell me a story", at: "2026-11-23T08:00:00.000Z" } as const
const told = {
  id: "m2",
  type: "assistant",
  content: "Once upon a time.",
  ref: "q1",
  at: "2026-11-23T08:00:01.000Z"
} as const
const running: Message = { ...fresh("q1", asked.content), state: "running", text: "Once upon", runId: "r1" }

describe("the history beside what the page remembers over a reload", () => {
  it("shows a question that is being answered once", () => {
    expect(withHistory(fromHistory([asked]), [running])).toEqual([running])
  })

  it("shows the answer that came while nobody was here", () => {
    const [message, ...more] = withHistory(fromHistory([asked, told]), [running])
    expect(more).toEqual([])
    expect(message).toMatchObject({ ref: "q1", said: asked.content, state: "done", text: told.content, runId: "r1" })
  })
})
