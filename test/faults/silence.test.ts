import { afterEach, describe, expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { Presence } from "../../src/chat/topics/Presence.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { openRaw, openTcp } from "../support/RawClient.ts"
import { opcodes } from "../support/rawFrame.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("peers that fall silent", () => {
  let server: TestServer
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
    server = await startServer({ settings })
    return server
  }
  afterEach(() => server.stop())

  it("row 15: 200 resets right after the upgrade request end nothing but themselves", async () => {
    const { port, url, run, complaints } = await start()
    const other = await bystander(url)
    const paths = ["/ws/chat", "/ws/chat?timetable=x", "/nowhere", "/ws/chat"]
    for (let i = 0; i < 200; i++) {
      const raw = await openTcp(port)
      raw.request(i % 4 === 3 ? { "Sec-WebSocket-Key": "bad" } : {}, paths[i % 4])
      await new Promise<void>(resolve => raw.socket.write("", () => resolve()))
      raw.socket.resetAndDestroy()
    }
    const registry = await run(ConnectionRegistry)
    await eventually("they are gone", () => registry.count() === 1)
    expect((await (await connect(url)).ask("/help")).command).toBe("/help")
    expect(complaints()).toEqual([])
    await other.noticedNothing()
  })

  it("row 15: a half-sent upgrade, one byte at a time or none at all, is dropped within 15 s", {
    timeout: 20_000
  }, async () => {
    const { port, url } = await start()
    const other = await bystander(url)
    const [half, trickle, mute] = [await openTcp(port), await openTcp(port), await openTcp(port)]
    half.socket.write("GET /ws/chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
    trickle.socket.write("GET /ws/chat HTTP/1.1\r\n")
    const drip = setInterval(() => trickle.socket.write("X"), 500)
    const from = performance.now()
    await Promise.all([half, trickle, mute].map(raw => raw.over(15_000))).finally(() => clearInterval(drip))
    expect(performance.now() - from).toBeLessThan(15_000)
    await other.noticedNothing()
  })

  it("row 19: a peer that answers no ping is cut within interval and grace, and gone from registry and presence", async () => {
    const { port, url, run } = await start({ HEARTBEAT_INTERVAL: "200 millis", HEARTBEAT_GRACE: "150 millis" })
    const other = await bystander(url)
    const ready = await other.client.event("ready")
    const timetable = ready.timetable?.id ?? ""
    const registry = await run(ConnectionRegistry)
    const presence = await run(Presence)
    const raw = await openRaw(port)
    const view = {
      id: "v",
      type: "system",
      content: "",
      timestamp: "2026-11-23T08:00:00Z",
      metadata: { event: "view" }
    }
    raw.send({ opcode: opcodes.text, payload: JSON.stringify(view) })
    await raw.text(2)
    const from = performance.now()
    expect(registry.count()).toBe(2)
    expect(presence.at(demoSchool.id, timetable).connections).toBe(1)
    expect(await raw.closeCode(3_000)).toBe(4512)
    await eventually("it is gone", () => registry.count() === 1)
    const took = performance.now() - from
    expect(took).toBeGreaterThan(300)
    expect(took).toBeLessThan(1_500)
    expect(presence.at(demoSchool.id, timetable).connections).toBe(0)
    await other.noticedNothing()
  })

  it("row 19: a peer that only answers pings lives on, long after interval and grace", async () => {
    const { url } = await start({ HEARTBEAT_INTERVAL: "50 millis", HEARTBEAT_GRACE: "100 millis" })
    const client = await connect(url)
    let pings = 0
    client.ws.on("ping", () => {
      pings += 1
    })
    await eventually("ten pings", () => pings >= 10)
    expect((await client.ask("/help")).command).toBe("/help")
  })

  it("a connection that says nothing for IDLE_TIMEOUT is closed with 4408, however many pongs it sends", async () => {
    const { url } = await start({
      IDLE_TIMEOUT: "300 millis",
      HEARTBEAT_INTERVAL: "50 millis",
      HEARTBEAT_GRACE: "50 millis"
    })
    const client = await connect(url)
    expect(await client.end()).toEqual({ code: 4408, reason: "idle for too long" })
  })
})
