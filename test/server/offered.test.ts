import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { SuggestionId } from "../../src/suggestions/Suggestion.ts"
import { connect, freshId, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const owner = { schoolId: localUser.schoolId, userId: localUser.id }

const offeredIn = async (client: TestClient, conversation: string) => {
  const { data } = await client.ask(`/messages conversation=${conversation}`)
  if (data?.kind !== "messages") throw new Error("no messages")
  return data.messages.flatMap(({ offered = [] }) => offered)
}

describe("who comes back to a conversation", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("finds the suggestions of its answers as they were shown, and what has become of them", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    const { suggestions } = await client.answer(client.command("/suggest teacher=Smith limit=3", { conversation_id }))
    expect(suggestions).toHaveLength(3)
    const [applied, rejected, open] = suggestions
    await client.ask(`/apply suggestion=${applied?.id}`)
    await client.ask(`/reject suggestion=${rejected?.id}`)
    const log = await server.run(ConversationRepo)
    // Answers of commands are logged behind.
    const logged = () => server.run(log.messages(owner.schoolId, conversation_id, { limit: 10, before: null }))
    await expect.poll(async () => (await logged()).length).toBe(2)
    expect(await offeredIn(client, conversation_id)).toEqual([
      { state: "applied", suggestion: applied },
      { state: "rejected", suggestion: rejected },
      { state: "open", suggestion: open }
    ])
  })

  it("is told which have expired, and nothing of those that are not kept or not theirs", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    const { suggestions } = await client.answer(client.command("/suggest teacher=Smith limit=1", { conversation_id }))
    const repo = await server.run(SuggestionRepo)
    const made = await server.run(repo.find(owner, SuggestionId.make(suggestions[0]?.id ?? "")))
    if (made === null) return expect.fail("not kept")
    const old = { ...made, id: SuggestionId.make(freshId()), expiresAt: 1 }
    const foreign = { ...made, id: SuggestionId.make(freshId()), userId: "somebody else" }
    await server.run(repo.put([old, foreign]))
    const conversations = await server.run(ConversationRepo)
    const said = { ...owner, conversationId: freshId(), clientId: null, type: "assistant", content: "", at: 1 } as const
    const metadata = { suggestion_ids: [old.id, foreign.id, "none"] }
    await server.run(conversations.append({ ...said, id: freshId(), metadata }))
    expect((await offeredIn(client, said.conversationId)).map(({ state }) => state)).toEqual(["expired"])
  })
})
