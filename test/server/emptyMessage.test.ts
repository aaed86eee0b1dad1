import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("a message with nothing in it", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it.each([["nothing"], ["spaces", "   "], ["line ends and tabs", "\r\n\t\n"], ["an odd space", "\u00a0\u2003"]])(
    "(%s) is refused with the way out, not stored and not answered; the conversation goes on",
    async (_, content = "") => {
      const client = await connect(server.url)
      const conversation_id = freshId()
      const ref = client.say(content, { conversation_id })
      expect(await client.refusal(ref)).toEqual({
        event: "error",
        ref,
        code: "validation_failed",
        message:
          "content: there is nothing in this message. Say what you want to know, or send /help to see what can be asked.",
        temporary: false,
        issues: [{ path: "content", message: "is empty" }]
      })
      await client.answer(client.say("What can you do?", { conversation_id }))
      await client.event("run.done")
      const repo = await server.run(ConversationRepo)
      const page = { limit: 10, before: null }
      const kept = await server.run(repo.messages(demoSchool.id, conversation_id, page))
      expect(kept.map(({ type }) => type)).toEqual(["user", "assistant"])
      expect(client.story.filter(frame => frame !== "delta")).toEqual([
        "ready",
        "error validation_failed",
        "ack accepted",
        "run.start",
        "answer /help",
        "run.done completed"
      ])
    }
  )

  it("can be sent again under its id, with something in it", async () => {
    const client = await connect(server.url)
    const ref = client.say(" ")
    await client.refusal(ref)
    client.send("user", "What can you do?", undefined, ref)
    expect((await client.answer(ref)).command).toBe("/help")
  })
})
