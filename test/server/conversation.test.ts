import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { Runs } from "../../src/chat/runs/Runs.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

const stored = async (server: TestServer, conversationId: string) => {
  const repo = await server.run(ConversationRepo)
  return server.run(repo.messages(demoSchool.id, conversationId, { limit: 500, before: null }))
}

describe("free text, answered by the built-in assistant", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("is stored, acknowledged, answered piece by piece, told as a whole, and ended exactly once", async () => {
    const client = await connect(server.url)
    const ref = client.say("Tell me a story")
    const answer = await client.answer(ref)
    const done = await client.event("run.done")
    const start = await client.event("run.start", ref)
    expect(start).toEqual({
      event: "run.start",
      run_id: done.run_id,
      ref,
      conversation_id: answer.conversation_id,
      provider: "builtin",
      attempt: 1
    })
    expect(done).toEqual({
      event: "run.done",
      run_id: start.run_id,
      conversation_id: start.conversation_id,
      outcome: "completed",
      degraded: false
    })
    expect(answer).toMatchObject({ run_id: start.run_id, provider: "builtin", degraded: false })
    expect(answer.content).toContain("Larkfield School (demo) (version 1) has 7 hard and 2 soft conflicts.")
    const deltas = client.frames.filter(frame => frame.event?.event === "delta")
    expect(deltas.map(frame => frame.message.content).join("")).toBe(answer.content)
    expect(client.events("delta").map(delta => [delta.run_id, delta.message_id, delta.index])).toEqual(
      deltas.map((_, index) => [start.run_id, answer.message_id, index])
    )
    expect(client.story.filter(frame => frame !== "delta")).toEqual([
      "ready",
      "ack accepted",
      "run.start",
      "answer text",
      "run.done completed"
    ])
    const ack = await client.event("ack", ref)
    const kept = await stored(server, answer.conversation_id)
    expect(kept.map(({ id, type, content, clientId }) => ({ id, type, content, clientId }))).toEqual([
      { id: ack.message_id, type: "user", content: "Tell me a story", clientId: ref },
      { id: answer.message_id, type: "assistant", content: answer.content, clientId: null }
    ])
  })

  it("sent again with the same id is acknowledged as a duplicate and not answered again", async () => {
    const client = await connect(server.url)
    const ref = client.say("Twice?")
    await client.event("run.done")
    client.send("user", "Twice?", undefined, ref)
    await client.ask("/help")
    expect(client.events("ack").map(({ status, ref: of, message_id }) => ({ status, of, message_id }))).toEqual([
      { status: "accepted", of: ref, message_id: expect.any(String) },
      { status: "duplicate", of: ref, message_id: client.events("ack")[0]?.message_id },
      { status: "accepted", of: expect.any(String), message_id: undefined }
    ])
    expect(client.events("run.start")).toHaveLength(1)
    expect(client.answers().filter(answer => answer.ref === ref)).toHaveLength(1)
  })

  it("is the same message on another connection too, as after a reconnect", async () => {
    const ref = freshId()
    const first = await connect(server.url)
    first.send("user", "Did it arrive?", undefined, ref)
    const ack = await first.event("ack", ref)
    await first.event("run.done")
    first.close()
    const second = await connect(server.url)
    second.send("user", "Did it arrive?", undefined, ref)
    expect(await second.event("ack", ref)).toEqual({
      event: "ack",
      ref,
      status: "duplicate",
      message_id: ack.message_id
    })
  })

  it("with a known id and other words is refused", async () => {
    const client = await connect(server.url)
    const ref = client.say("One thing")
    await client.event("run.done")
    client.send("user", "Another thing", undefined, ref)
    expect(await client.refusal(ref)).toMatchObject({
      code: "id_conflict",
      temporary: false,
      issues: [{ path: "id", message: "already used for another body" }]
    })
    const kept = await stored(server, (await client.event("run.start", ref)).conversation_id)
    expect(kept.map(message => message.content)).not.toContain("Another thing")
  })

  it("goes to the conversation that it names", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    const ref = client.say("In here", { conversation_id })
    expect((await client.answer(ref)).conversation_id).toBe(conversation_id)
    await client.event("run.done")
    expect((await stored(server, conversation_id)).map(message => message.type)).toEqual(["user", "assistant"])
  })
})

describe("a command sent again", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("with the same id is a duplicate that brings the first result", async () => {
    const client = await connect(server.url)
    const ref = client.command("/help")
    const { content, ...first } = await client.answer(ref)
    client.send("command", "/help", undefined, ref)
    const again = await client.until("a duplicate", () => client.events("ack").find(ack => ack.status === "duplicate"))
    expect(again).toEqual({ event: "ack", ref, status: "duplicate", result: first })
    expect(content).toContain("You can ask:")
    expect(client.answers()).toHaveLength(1)
  })

  it("with the same id and another body is an id_conflict", async () => {
    const client = await connect(server.url)
    const ref = client.command("/help")
    await client.answer(ref)
    client.send("command", "/conflicts", undefined, ref)
    expect(await client.refusal(ref)).toMatchObject({ code: "id_conflict" })
  })

  it("after it was refused is tried again", async () => {
    const client = await connect(server.url)
    const ref = client.command("/schedule teacher=Nobody")
    expect(await client.refusal(ref)).toMatchObject({ code: "not_found" })
    client.send("command", "/schedule teacher=Nobody", undefined, ref)
    await client.until("a second refusal", () => client.events("error")[1])
    expect(client.story).toEqual(["ready", "ack accepted", "error not_found", "ack accepted", "error not_found"])
  })
})

describe("order", () => {
  let server: TestServer
  const puppet = puppetAssistant()
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "5000", OUTBOX_BYTES: "64 MiB" }, assistant: puppet.layer })
  })
  afterAll(() => server.stop())

  it("of 500 pipelined commands is kept, and every one is answered", async () => {
    const client = await connect(server.url)
    const lines = [
      "/help",
      "/conflicts day=monday",
      "/schedule teacher=Smith limit=1",
      "/explain conflict=room_clash-9f10c4aeea4de5d1"
    ]
    const refs = Array.from({ length: 500 }, (_, i) => client.command(lines[i % lines.length] ?? ""))
    await client.until("500 answers", () => client.answers()[499], 15_000)
    expect(client.answers().map(answer => answer.ref)).toEqual(refs)
    expect(client.events("ack").map(ack => ack.ref)).toEqual(refs)
    expect(client.events("error")).toEqual([])
  })

  it("is kept within each of many conversations that talk at once", async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => connect(server.url)))
    const sent = clients.map(client => Array.from({ length: 40 }, () => client.command("/conflicts limit=1")))
    await Promise.all(clients.map(client => client.until("40 answers", () => client.answers()[39], 15_000)))
    expect(clients.map(client => client.answers().map(answer => answer.ref))).toEqual(sent)
  })

  it("makes a conversation answer one thing at a time, and tells the place in the queue", async () => {
    const client = await connect(server.url)
    const first = client.say("Something slow")
    const asked = await puppet.question(1)
    const second = client.say("Something after it")
    const third = client.command("/help")
    expect(await client.event("ack", second)).toMatchObject({ status: "queued", position: 1 })
    expect(await client.event("ack", third)).toMatchObject({ status: "queued", position: 2 })
    const ping = client.tell("ping", { t: 42 })
    expect(await client.event("pong", ping)).toMatchObject({ t: 42 })
    expect(client.answers()).toEqual([])
    asked.say("Slow ")
    asked.say("answer.")
    asked.finish()
    const next = await puppet.question(2)
    expect((await client.answer(first)).content).toBe("Slow answer.")
    expect(client.events("run.done")).toHaveLength(1)
    next.say("Next.")
    next.finish()
    await client.answer(third)
    expect(client.answers().map(answer => answer.ref)).toEqual([first, second, third])
  })

  it("lets other conversations go on meanwhile", async () => {
    const [slow, other] = [await connect(server.url), await connect(server.url)]
    const before = puppet.asked.length
    slow.say("Take your time")
    const asked = await puppet.question(before + 1)
    expect((await other.ask("/help")).command).toBe("/help")
    const here = other.command("/help", { conversation_id: "the-same-one" })
    await other.answer(here)
    asked.finish()
    await slow.event("run.done")
  })

  it("shares one queue between two sockets of one conversation", async () => {
    const [one, two] = [await connect(server.url), await connect(server.url)]
    const conversation_id = freshId()
    const before = puppet.asked.length
    one.say("From the first tab", { conversation_id })
    const asked = await puppet.question(before + 1)
    const ref = two.command("/help", { conversation_id })
    expect(await two.event("ack", ref)).toMatchObject({ status: "queued", position: 1 })
    asked.finish()
    await two.answer(ref)
  })

  it("is bounded: a conversation with too much waiting refuses more, stores none of it, and takes it later", async () => {
    const client = await connect(server.url)
    const conversation_id = (await client.event("ready")).session_id
    const before = puppet.asked.length
    client.say("Slow")
    const asked = await puppet.question(before + 1)
    const waiting = Array.from({ length: 63 }, () => client.command("/help"))
    const message = client.say("One too many")
    const command = client.command("/conflicts")
    expect(await client.refusal(message)).toMatchObject({ code: "run_active", temporary: true })
    expect(await client.refusal(command)).toMatchObject({ code: "run_active", temporary: true })
    expect((await stored(server, conversation_id)).map(kept => kept.content)).toEqual(["Slow"])
    asked.finish()
    await Promise.all(waiting.map(ref => client.answer(ref)))
    client.send("user", "One too many", undefined, message)
    const next = await puppet.question(before + 2)
    next.finish()
    client.send("command", "/conflicts", undefined, command)
    expect((await client.answer(command)).command).toBe("/conflicts")
    expect((await stored(server, conversation_id)).map(kept => kept.content)).toContain("One too many")
  })

  it("goes on without the client who asked: the answer is stored", async () => {
    const client = await connect(server.url)
    const conversation_id = (await client.event("ready")).session_id
    const before = puppet.asked.length
    client.say("I will be gone")
    const asked = await puppet.question(before + 1)
    client.close()
    await client.end()
    asked.say("Never mind.")
    asked.finish()
    const runs = await server.run(Runs)
    await eventually("the run ends", () => runs.active() === 0)
    expect((await stored(server, conversation_id)).map(kept => kept.content)).toEqual(["I will be gone", "Never mind."])
  })

  it("interrupts a run whose assistant fails, keeps the part that came, and offers to try again", async () => {
    const client = await connect(server.url)
    const conversation_id = (await client.event("ready")).session_id
    const before = puppet.asked.length
    const ref = client.say("Break")
    const asked = await puppet.question(before + 1)
    asked.say("So far ")
    await client.event("delta")
    asked.fail()
    expect(await client.event("run.done")).toMatchObject({
      outcome: "interrupted",
      actions: [{ label: "Try again", command: "/retry" }]
    })
    expect(client.answers()).toEqual([])
    const [, part] = await stored(server, conversation_id)
    expect(part).toMatchObject({ content: "So far", metadata: { reason: "interrupted", ref } })
    expect((await client.ask("/help")).command).toBe("/help")
  })
})
