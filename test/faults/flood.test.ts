import { afterEach, describe, expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { bystander, connect, refusedUpgrade } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("too much at once", () => {
  let server: TestServer
  const start = async (settings: Readonly<Record<string, string>>): Promise<TestServer> => {
    server = await startServer({ settings })
    return server
  }
  afterEach(() => server.stop())

  it("row 12: a message flood is refused with the time to wait, and closed with 4429 when it goes on", async () => {
    const { url } = await start({ RATE_BURST: "10", RATE_MESSAGES_PER_SECOND: "1" })
    const other = await bystander(url)
    const client = await connect(url)
    const refs = Array.from({ length: 150 }, () => client.command("/help"))
    expect(await client.end()).toEqual({ code: 4429, reason: "too many requests" })
    expect(client.answers().map(answer => answer.ref)).toEqual(refs.slice(0, 10))
    const refused = client.events("error")
    expect(refused.map(error => error.ref)).toEqual(refs.slice(10, 110))
    const [first] = refused
    expect(first).toMatchObject({
      code: "rate_limited",
      temporary: true,
      message: "You are sending faster than allowed; wait a moment."
    })
    expect(first?.retry_after_ms).toBeGreaterThan(500)
    expect(first?.retry_after_ms).toBeLessThanOrEqual(1_000)
    await other.noticedNothing()
  })

  it("row 12: who waits as long as told is answered again", async () => {
    const { url } = await start({ RATE_BURST: "2", RATE_MESSAGES_PER_SECOND: "20" })
    const client = await connect(url)
    const refs = Array.from({ length: 5 }, () => client.command("/help"))
    const { retry_after_ms } = await client.refusal(refs[4] ?? "")
    await new Promise(resolve => setTimeout(resolve, (retry_after_ms ?? 0) + 5))
    expect((await client.ask("/help")).command).toBe("/help")
  })

  it("row 13: above MAX_CONNECTIONS an upgrade gets 503 and Retry-After, until somebody leaves", async () => {
    const { url, run } = await start({ MAX_CONNECTIONS: "3" })
    const other = await bystander(url)
    const [leaver] = [await connect(url), await connect(url)]
    expect(await refusedUpgrade(url)).toEqual({ status: 503, retryAfter: "10" })
    const registry = await run(ConnectionRegistry)
    expect(registry.count()).toBe(3)
    leaver.close()
    await eventually("one is gone", () => registry.count() === 2)
    expect((await (await connect(url)).ask("/help")).command).toBe("/help")
    await other.noticedNothing()
  })

  it("row 13: above MAX_CONNECTIONS_PER_ADDRESS an upgrade gets 429 and Retry-After, other addresses none", async () => {
    const { url, run } = await start({ MAX_CONNECTIONS_PER_ADDRESS: "2" })
    const other = await bystander(url)
    const leaver = await connect(url)
    expect(await refusedUpgrade(url)).toEqual({ status: 429, retryAfter: "10" })
    const elsewhere = await connect(url, { localAddress: "127.0.0.2" })
    expect((await elsewhere.ask("/help")).command).toBe("/help")
    leaver.close()
    const registry = await run(ConnectionRegistry)
    await eventually("one is gone", () => registry.count() === 2)
    await connect(url)
    await other.noticedNothing()
  })

  it("row 18: a slow reader is closed with 4508, others are answered as fast as before", async () => {
    const { url, complaints } = await start({ OUTBOX_BYTES: "256 KiB", RATE_BURST: "1000", COMPRESSION: "off" })
    const other = await bystander(url)
    const slow = await connect(url)
    slow.ws.pause()
    for (let i = 0; i < 400; i++) slow.command("/schedule limit=500")
    const delays: Array<number> = []
    for (let i = 0; i < 20; i++) {
      const from = performance.now()
      await other.client.event("pong", other.client.tell("ping"))
      delays.push(performance.now() - from)
    }
    slow.ws.resume()
    expect(await slow.end()).toEqual({ code: 4508, reason: "reading too slowly" })
    expect(slow.answers().length).toBeLessThan(400)
    expect(delays.sort((a, b) => a - b)[16]).toBeLessThan(100)
    expect(complaints()).toEqual([])
    await other.noticedNothing()
  })

  it("a reader who keeps up gets more than the outbox holds at a time", async () => {
    const { url } = await start({ OUTBOX_BYTES: "256 KiB", RATE_BURST: "1000", COMPRESSION: "off" })
    const client = await connect(url)
    for (let i = 0; i < 10; i++) await client.ask("/schedule limit=500")
    expect(client.texts.join("").length).toBeGreaterThan(4 * 256 * 1024 * 0.5)
  })
})
