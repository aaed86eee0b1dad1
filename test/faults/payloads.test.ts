import { constants, deflateRawSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { openRaw } from "../support/RawClient.ts"
import { opcodes } from "../support/rawFrame.ts"
import { bystander, connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("text that is broken, strange or too much", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("row 5: invalid UTF-8 closes with 1007", async () => {
    const other = await bystander(server.url)
    for (const bytes of [
      [0xc3, 0x28],
      [0xff],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0x22, 0xc0, 0xaf, 0x22]
    ]) {
      const raw = await openRaw(server.port)
      raw.send({ opcode: opcodes.text, payload: Uint8Array.from(bytes) })
      expect(await raw.closeCode()).toBe(1007)
    }
    await other.noticedNothing()
  })

  it.each([
    ["lone surrogates", "a\ud83d b\udc69 c"],
    ["bidi controls", "\u202eevil\u202c \u2066x\u2069"],
    ["emoji", "👩‍🏫🏽 is ill"],
    ["right-to-left names", "أين الأستاذة مريم؟ ומה עם רון"]
  ])("row 6: %s are stored and given back as sent", async (_what, text) => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const ref = client.say(text)
    const { conversation_id } = await client.answer(ref)
    const repo = await server.run(ConversationRepo)
    const [first] = await server.run(
      repo.messages(demoSchool.id, conversation_id, { limit: 1, before: (await client.answer(ref)).message_id })
    )
    expect(first?.content).toBe(text)
    const named = client.command(`/schedule teacher="${text}"`)
    expect((await client.refusal(named)).message).toContain(`There is no teacher "${text}" in this timetable.`)
    await other.noticedNothing()
  })

  it("row 7: a binary frame closes with 1003", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    client.ws.send(Buffer.from('{"id":"b","command":"/help"}'), { binary: true })
    expect(await client.end()).toEqual({ code: 1003, reason: "text frames only" })
    expect(client.story).toEqual(["ready"])
    await other.noticedNothing()
  })

  it("row 8: a text above 64 KiB closes with 1009, one of 64 KiB is answered", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const id = freshId()
    const rest = JSON.stringify({ id, command: "/help", pad: "" })
    client.sendText(JSON.stringify({ id, command: "/help", pad: "x".repeat(65_536 - rest.length) }))
    expect((await client.answer(id)).command).toBe("/help")
    client.sendText("x".repeat(65_537))
    expect((await client.end()).code).toBe(1009)
    await other.noticedNothing()
  })

  it("row 8: deflate bombs close with 1009, and are never inflated as a whole", async () => {
    const other = await bystander(server.url)
    const payload = deflateRawSync(Buffer.alloc(40_000_000, "0"), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(
      0,
      -4
    )
    const bombers = await Promise.all(
      Array.from({ length: 5 }, () => openRaw(server.port, { "Sec-WebSocket-Extensions": "permessage-deflate" }))
    )
    const before = process.memoryUsage().arrayBuffers
    let peak = before
    for (const raw of bombers) raw.send({ opcode: opcodes.text, reserved: 4, payload })
    await eventually("all bombs are refused", () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers)
      return bombers.every(raw => raw.isOver)
    })
    expect(await Promise.all(bombers.map(raw => raw.closeCode()))).toEqual([1009, 1009, 1009, 1009, 1009])
    expect(payload.length).toBeLessThan(65_536)
    expect(peak - before).toBeLessThan(20_000_000)
    await other.noticedNothing()
  })

  it("row 8: commands made to be slow to read are refused at once", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const started = performance.now()
    const lines = [
      `/help "${'\\"'.repeat(15_000)}`,
      `/conflicts time="9:00${" ".repeat(60_000)}x"`,
      `/schedule teacher=${"ö".repeat(30_000)}`
    ]
    const refs = lines.map(line => client.command(line))
    const codes = await Promise.all(refs.map(ref => client.refusal(ref)))
    expect(codes.map(error => error.code)).toEqual(["bad_request", "validation_failed", "validation_failed"])
    expect(performance.now() - started).toBeLessThan(500)
    await other.noticedNothing()
  })

  it("row 42: 10 000 selected entities and 1 000 topics are refused with the limit", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const context = (selected: number, visible: number) => ({
      current_view: "weekly",
      selected_entities: Array.from({ length: selected }, () => "x"),
      visible_conflicts: Array.from({ length: visible }, () => "x"),
      filters_applied: {}
    })
    const many = client.say("These?", { context: context(10_000, 0) })
    const conflicts = client.tell("view", { context: context(0, 1_001) })
    const topics = client.tell("view", { subscribe: Array.from({ length: 1_000 }, (_, i) => `conv:${i}`) })
    const resume = client.tell("hello", {
      resume: { session_id: "s", topics: Array.from({ length: 65 }, () => ({ topic: "t", epoch: "e", seq: 1 })) }
    })
    const fine = client.say("These?", { context: context(1_000, 1_000) })
    const errors = await Promise.all([many, conflicts, topics, resume].map(ref => client.refusal(ref)))
    expect(errors.map(({ code, message }) => ({ code, message }))).toEqual([
      { code: "limit_exceeded", message: "metadata.context.selected_entities: at most 1000" },
      { code: "limit_exceeded", message: "metadata.context.visible_conflicts: at most 1000" },
      { code: "limit_exceeded", message: "metadata.subscribe: at most 64" },
      { code: "limit_exceeded", message: "metadata.resume.topics: at most 64" }
    ])
    expect(await client.event("ack", fine)).toMatchObject({ status: "accepted" })
    await other.noticedNothing()
  })
})
