import { afterEach, describe, expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { connect, refusedUpgrade } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("the endpoint", () => {
  let server: TestServer
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
    server = await startServer({ settings })
    return server
  }
  afterEach(() => server.stop())

  it("speaks timetable-chat.v1, offered alone, among others, or not at all", async () => {
    const { url } = await start()
    const offers = [["timetable-chat.v1"], ["something.v9", "timetable-chat.v1"], []]
    const clients = await Promise.all(offers.map(protocols => connect(url, { protocols })))
    expect(clients.map(client => client.ws.protocol)).toEqual(["timetable-chat.v1", "timetable-chat.v1", ""])
  })

  it.each([
    ["only unknown sub-protocols", { protocols: ["timetable-chat.v2"] }, 400],
    ["a timetable that can be none", { query: "?timetable=" }, 400],
    ["a timetable with spaces around it", { query: "?timetable=%20x%20" }, 400],
    ["another path", { query: "/more" }, 404]
  ])("refuses %s before the upgrade", async (_what, options, status) => {
    const { url } = await start()
    expect(await refusedUpgrade(url, options)).toEqual({ status, retryAfter: undefined })
  })

  it("tells who comes without an upgrade what it is", async () => {
    const { http } = await start()
    const response = await fetch(`${http}/ws/chat`)
    expect(response.status).toBe(426)
    expect(response.headers.get("upgrade")).toBe("websocket")
    expect(await response.text()).toContain("WebSocket endpoint")
  })

  it("has a page that says how to talk to it, and lets no script in", async () => {
    const { http } = await start()
    const response = await fetch(http)
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get("content-type")).toContain("text/html")
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'")
    for (const told of ["/ws/chat", "/help", "/schedule", "/conflicts", "/explain", "/metrics"])
      expect(page).toContain(told)
    expect(page).not.toContain("<script")
  })

  it("is live, is ready, and has nothing elsewhere", async () => {
    const { http } = await start()
    const get = async (path: string) => {
      const response = await fetch(`${http}${path}`)
      return [response.status, await response.text()]
    }
    expect(await get("/health/live")).toEqual([200, "live\n"])
    expect(await get("/health/ready")).toEqual([200, "ready\n"])
    expect(await get("/../../etc/passwd")).toEqual([404, "There is nothing here.\n"])
  })

  it("counts connections, frames, errors and answers in /metrics", async () => {
    const { http, url } = await start()
    const [staying, leaving] = [await connect(url), await connect(url)]
    await staying.ask("/help")
    await staying.refusal(staying.command("/nonsense"))
    leaving.close()
    await leaving.end()
    await refusedUpgrade(url, { origin: "https://evil.example" })
    const response = await fetch(`${http}/metrics`)
    expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4")
    const numbers = new Map(
      (await response.text()).split("\n").map(line => [line.replace(/ [^ ]*$/, ""), line.replace(/^.* /, "")])
    )
    const expected = {
      timetable_chat_connections: "1",
      timetable_chat_connections_opened_total: "2",
      'timetable_chat_connections_closed_total{code="1000"}': "1",
      'timetable_chat_upgrades_rejected_total{status="403"}': "1",
      'timetable_chat_frames_received_total{kind="command"}': "2",
      'timetable_chat_errors_total{code="unknown_command"}': "1",
      'timetable_chat_answer_seconds_count{command="/help"}': "1",
      timetable_chat_frames_sent_total: "5"
    }
    expect(Object.fromEntries(Object.keys(expected).map(name => [name, numbers.get(name)]))).toEqual(expected)
    expect(Number(numbers.get("timetable_chat_sent_bytes_total"))).toBeGreaterThan(1_000)
    expect(numbers.has("timetable_chat_process_resident_memory_bytes")).toBe(true)
  })

  it.each([
    ["on", "permessage-deflate"],
    ["off", ""]
  ])("with compression %s big frames are readable", async (compression, negotiated) => {
    const { url } = await start({ COMPRESSION: compression })
    const client = await connect(url, { perMessageDeflate: true })
    expect(client.ws.extensions.split(";")[0]).toBe(negotiated)
    const { data } = await client.ask("/schedule limit=500")
    expect(data?.kind === "schedule" ? data.lessons.length : 0).toBe(196)
    const ref = client.say("ü".repeat(20_000))
    expect(await client.event("ack", ref)).toMatchObject({ status: "accepted" })
  })

  it("with compression on still serves who does not want any", async () => {
    const { url } = await start({ COMPRESSION: "on" })
    const client = await connect(url, { perMessageDeflate: false })
    expect(client.ws.extensions).toBe("")
    expect((await client.ask("/schedule limit=500")).lesson_ids).toHaveLength(196)
  })

  it("forgets 2 000 connections that came and went", async () => {
    const { url, run, complaints } = await start()
    const registry = await run(ConnectionRegistry)
    for (let round = 0; round < 20; round++) {
      const clients = await Promise.all(Array.from({ length: 100 }, () => connect(url)))
      expect(registry.count()).toBe(100)
      for (const client of clients) client.close()
      await Promise.all(clients.map(client => client.end()))
      await eventually("all are gone", () => registry.count() === 0)
    }
    expect(complaints()).toEqual([])
  })

  it("logs every frame at debug with its connection, and none of them at info", async () => {
    const traced = await start({ LOG_LEVEL: "debug" })
    const client = await connect(traced.url)
    const { connection_id } = await client.event("ready")
    const ref = client.command("/help")
    await client.answer(ref)
    const frames = traced.lines.filter(line => /^[←→] /.test(line.message))
    expect(frames.every(line => line.level === "DEBUG" && line.annotations.connection_id === connection_id)).toBe(true)
    expect(frames.map(line => line.message.slice(0, 2))).toEqual(["→ ", "← ", "→ ", "→ "])
    expect(frames.map(line => line.message.slice(2))).toEqual([
      client.texts[0],
      expect.stringContaining(`"id":"${ref}"`),
      client.texts[1],
      client.texts[2]
    ])
    await traced.stop()
    const quiet = await start()
    await (await connect(quiet.url)).ask("/help")
    expect(quiet.lines.filter(line => /^[←→] /.test(line.message))).toEqual([])
  })
})
