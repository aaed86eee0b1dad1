import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("conversations", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("are followed by all tabs that are in them: question, run and answer", async () => {
    const [one, two, stranger] = [await connect(server.url), await connect(server.url), await connect(server.url)]
    const conversation_id = freshId()
    await two.event("ack", two.tell("view", { subscribe: [`conv:${conversation_id}`] }))
    const ref = one.say("What conflicts do we have on Monday morning?", { conversation_id })
    const answer = await two.answer(ref)
    await two.event("run.done")
    expect(two.story).toEqual(["ready", "ack accepted", "said", "run.start", "answer /conflicts", "run.done completed"])
    expect(two.frames.find(({ said }) => said !== null)).toMatchObject({
      message: { content: "What conflicts do we have on Monday morning?" },
      said: { ref, conversation_id }
    })
    expect(await one.answer(ref)).toEqual(answer)
    await stranger.ask("/help")
    expect(stranger.story).toEqual(["ready", "ack accepted", "answer /help"])
  })

  it("remember for another tab what was listed: the second one is the second one", async () => {
    const [one, two] = [await connect(server.url), await connect(server.url)]
    const conversation_id = freshId()
    const listed = await one.answer(one.command("/conflicts day=monday", { conversation_id }))
    const explained = await two.answer(two.say("Explain the second one", { conversation_id }))
    expect(explained).toMatchObject({ command: "/explain", parameters: { conflict: listed.conflict_ids[1] } })
    const tuesday = await two.answer(two.say("What conflicts do we have on Monday?", { conversation_id }))
    expect(tuesday.conflict_ids).toEqual(listed.conflict_ids)
    const next = await one.answer(one.say("And on Tuesday?", { conversation_id }))
    expect(next).toMatchObject({ command: "/conflicts", parameters: { day: "Tuesday" } })
  })

  it("forget a list when the next one is empty: the second one is none of those that scrolled away", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    await client.answer(client.command("/conflicts day=monday", { conversation_id }))
    const none = await client.answer(client.command('/conflicts day=monday room="Computer Suite"', { conversation_id }))
    expect(none).toMatchObject({ data: { kind: "conflicts", conflicts: [] } })
    const answer = await client.answer(client.say("Explain the second one", { conversation_id }))
    expect(answer.command).toBeUndefined()
    expect(answer.content).toMatch(/^Which conflict/)
  })

  it("ask back with buttons where a name fits nobody", async () => {
    const client = await connect(server.url)
    const answer = await client.answer(client.say("Show me the timetable of Mrs. Smithe-Jones"))
    expect(answer.command).toBeUndefined()
    expect(answer.content).not.toBe("")
    expect(answer.provider).toBe("engine")
  })

  it("refuse what the role does not allow, or what is not there, and end the run", async () => {
    const client = await connect(server.url)
    const ref = client.say("Undo that")
    const answer = await Promise.race([client.answer(ref), client.refusal(ref)])
    expect(answer).toBeDefined()
    expect((await client.event("run.done")).run_id).toBe((await client.event("run.start", ref)).run_id)
  })

  it("are listed, read page by page, renamed and removed by their owner", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    await client.answer(client.say("What conflicts do we have on Monday morning?", { conversation_id }))
    await client.event("run.done")
    const listed = (await client.ask("/conversations")).data
    expect(
      listed?.kind === "conversations" && listed.conversations.find(({ id }) => id === conversation_id)
    ).toMatchObject({
      title: "What conflicts do we have on Monday morning?",
      messages: 2
    })
    const read = (await client.ask(`/messages conversation=${conversation_id} limit=1`)).data
    if (read?.kind !== "messages") throw new Error("no messages")
    expect(read).toMatchObject({ conversation_id, more: true, messages: [{ type: "assistant" }] })
    expect(read.messages[0]?.conflict_ids).toHaveLength(3)
    const before = (await client.ask(`/messages conversation=${conversation_id} before=${read.messages[0]?.id}`)).data
    expect(before).toMatchObject({ more: false, messages: [{ type: "user" }] })
    expect((await client.ask(`/rename conversation=${conversation_id} title="Monday"`)).data).toEqual({
      kind: "renamed",
      conversation_id,
      title: "Monday"
    })
    const removal = client.command(`/forget conversation=${conversation_id}`)
    expect((await client.answer(removal)).data).toEqual({ kind: "forgotten", conversation_id })
    expect(client.story.slice(-2)).toEqual(["ack accepted", "answer /forget"])
    expect(await client.refusal(client.command(`/messages conversation=${conversation_id}`))).toMatchObject({
      code: "not_found"
    })
  })

  it("keep what was asked by command too, a moment later", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    const answer = await client.answer(client.command("/conflicts day=monday", { conversation_id }))
    const repo = await server.run(ConversationRepo)
    const read = () => server.run(repo.messages(demoSchool.id, conversation_id, { limit: 10, before: null }))
    await expect
      .poll(async () => (await read()).map(({ content }) => content))
      .toEqual(["/conflicts day=monday", answer.content])
  })
})
