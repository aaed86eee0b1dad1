import { Redis } from "ioredis"
import { afterEach, describe, expect, it } from "vitest"
import { makeRedis } from "../support/RedisServer.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"

/** Four seconds' worth may come at once: 20 frames. */
const slow = { ...withTokens, RATE_PER_USER: "5", RATE_BURST: "1000" }
const burst = 20

const connectAs = async (url: string, who: string): Promise<TestClient> => connect(url, bearerOf(await tokenOf(who)))

/** Sends a ping and tells whether it was let through. */
const passes = async (client: TestClient): Promise<boolean> => {
  const ref = client.tell("ping")
  return client.until(`an answer to ${ref}`, () => {
    if (client.events("pong").some(pong => pong.ref === ref)) return true
    return client.events("error").some(error => error.ref === ref && error.code === "rate_limited") ? false : undefined
  })
}

/** How many of so many pings are let through. */
const passing = async (client: TestClient, count: number): Promise<number> => {
  const passed = await Promise.all(Array.from({ length: count }, () => passes(client)))
  return passed.filter(Boolean).length
}

describe("limits over all connections", () => {
  let server: TestServer
  const start = async (settings: Readonly<Record<string, string>>): Promise<TestServer> => {
    server = await startServer({ settings })
    return server
  }
  afterEach(() => server.stop())

  it("row 12: of one person hold over all their tabs, and for nobody else", async () => {
    const { url } = await start(slow)
    const [one, two, robin] = [await connectAs(url, "pat"), await connectAs(url, "pat"), await connectAs(url, "robin")]
    expect(await passing(one, 15)).toBe(15)
    const more = await passing(two, 15)
    expect(more).toBeGreaterThanOrEqual(5)
    expect(more).toBeLessThan(15)
    const refused = two.events("error")[0]
    expect(refused).toMatchObject({ code: "rate_limited", temporary: true })
    expect(refused?.retry_after_ms).toBeGreaterThan(0)
    expect(refused?.retry_after_ms).toBeLessThanOrEqual(200)
    expect(await passing(robin, burst)).toBe(burst)
  })

  it("row 12: are not got round by coming back", async () => {
    const { url } = await start(slow)
    const first = await connectAs(url, "pat")
    await passing(first, burst)
    first.close()
    await first.end()
    expect(await passing(await connectAs(url, "pat"), burst)).toBeLessThan(burst)
  })

  it("row 12: of one address hold for all who come from there, whoever they are", async () => {
    const { url } = await start({ RATE_PER_ADDRESS: "5", RATE_BURST: "1000" })
    const [one, two] = [await connect(url), await connect(url)]
    const elsewhere = await connect(url, { localAddress: "127.0.0.2" })
    expect(await passing(one, 15)).toBe(15)
    expect(await passing(two, 15)).toBeLessThan(15)
    expect(await passing(elsewhere, burst)).toBe(burst)
  })

  it("row 12: a flood ten times as fast as allowed is closed with 4429, however many frames pass", async () => {
    const { url } = await start({ RATE_MESSAGES_PER_SECOND: "50", RATE_BURST: "50" })
    const client = await connect(url)
    while (client.closed === undefined) {
      for (let i = 0; i < 100; i++) client.tell("ping")
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(client.closed).toEqual({ code: 4429, reason: "too many requests" })
  })
})

const eventuallyAsync = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const until = performance.now() + 5_000
  while (!(await isSo())) if (performance.now() > until) throw new Error(`${what}: not within 5 s`)
}

describe("two nodes and a Redis", () => {
  it("row 12: let a person send no more than one of them would; without Redis each goes on by itself", async () => {
    const redis = await makeRedis()
    const looking = new Redis(redis.url, { retryStrategy: () => null })
    looking.on("error", () => {})
    const settings = { ...slow, REDIS_URL: redis.url }
    const nodes = await Promise.all([startServer({ settings }), startServer({ settings })])
    try {
      const [one, two] = nodes
      const key = 'timetable-chat:rate:user:["main","pat"]'
      const settledSince = (at: string | null) =>
        eventuallyAsync("the second node settles", async () => (await looking.hget(key, "at")) !== at)
      const here = await connectAs(one.url, "pat")
      await passes(here)
      await eventuallyAsync("the first node settles", async () => (await looking.exists(key)) === 1)
      await passing(here, burst)
      const there = await connectAs(two.url, "pat")
      let passed = 0
      for (;;) {
        const before = await looking.hget(key, "at")
        if (!(await passes(there))) break
        passed += 1
        await settledSince(before)
      }
      expect(passed).toBeLessThan(burst / 2)

      await redis.stop()
      const robin = await connectAs(two.url, "robin")
      expect(await passing(robin, burst)).toBe(burst)
      expect(await passing(robin, burst)).toBeLessThan(burst)
    } finally {
      looking.disconnect()
      await Promise.all(nodes.map(node => node.stop()))
      await redis.stop()
    }
  })
})
