import { Redis } from "ioredis"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { makeRedis } from "../support/RedisServer.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"

const elsewhere = SchoolId.make("elsewhere")

/** A server that knows two schools. */
const start = async (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
  const server = await startServer({ settings: { ...withTokens, ...settings } })
  const repo = await server.run(ScheduleRepo)
  await server.run(repo.putSchool({ id: elsewhere, name: "Elsewhere", timeZone: "UTC" }))
  return server
}

const connectAs = async (server: TestServer, ...who: Parameters<typeof tokenOf>): Promise<TestClient> =>
  connect(server.url, bearerOf(await tokenOf(...who)))

const post = async (server: TestServer, body: string, options: RequestInit = {}) => {
  const response = await fetch(`${server.http}/admin/logout`, { method: "POST", body, ...options })
  return [response.status, await response.text()] as const
}

const asAdmin = async (school = "main") => bearerOf(await tokenOf("ada", { role: "admin", school }))

describe("what admins may do", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  it("log a person out: their connections close with 4403 after a goodbye, nobody else's", async () => {
    const [one, two] = [await connectAs(server, "pat"), await connectAs(server, "pat")]
    const [robin, namesake] = [
      await connectAs(server, "robin"),
      await connectAs(server, "pat", { school: "elsewhere" })
    ]
    expect(await post(server, JSON.stringify({ user: "pat" }), await asAdmin())).toEqual([202, '{"user":"pat"}'])
    for (const client of [one, two]) {
      expect(await client.end()).toEqual({ code: 4403, reason: "logged out" })
      expect(client.events("goodbye")).toEqual([
        { event: "goodbye", reason: "logged out", reconnect: false, after_ms: 0 }
      ])
    }
    for (const client of [robin, namesake]) expect((await client.ask("/help")).command).toBe("/help")
  })

  it.each([
    ["no token", {}, 401, "Authorization: Bearer and the token of an admin.\n"],
    ["a bad token", bearerOf("nonsense"), 401, "The token is not valid here.\n"]
  ])("nothing with %s", async (_, options, status, message) => {
    expect(await post(server, '{"user":"pat"}', options)).toEqual([status, message])
    const response = await fetch(`${server.http}/admin/connections`, options)
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"])
  })

  it("nothing as an editor", async () => {
    const editor = bearerOf(await tokenOf("quinn"))
    const denied = 'This needs the role "admin"; yours is "editor".\n'
    expect(await post(server, '{"user":"pat"}', editor)).toEqual([403, denied])
    const response = await fetch(`${server.http}/admin/connections`, editor)
    expect([response.status, await response.text()]).toEqual([403, denied])
  })

  it.each([
    ["no JSON", "{"],
    ["nobody named", "{}"],
    ["nobody at all", '{"user":""}'],
    ["a novel", JSON.stringify({ user: "x".repeat(10_000) })]
  ])("is told what a logout needs: %s", async (_, body) => {
    expect(await post(server, body, await asAdmin())).toEqual([
      400,
      'The body is JSON: { "user": "the id of a person of your school" }\n'
    ])
  })

  it("see who is connected in their own school, since when, from where, and what waits for them", async () => {
    const own = await start()
    const before = Date.now()
    const pat = await connectAs(own, "pat", { name: "Pat" })
    await connectAs(own, "eve", { school: "elsewhere" })
    const { connection_id, session_id, topics } = await pat.event("ready")
    const conversationId = (await pat.ask("/help")).conversation_id
    const response = await fetch(`${own.http}/admin/connections`, await asAdmin())
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"])
    const text = await response.text()
    await own.stop()
    const since = /"since":"([^"]+)"/.exec(text)?.[1] ?? ""
    expect(Date.parse(since)).toBeGreaterThanOrEqual(before - 1)
    expect(JSON.parse(text)).toEqual({
      total: 1,
      connections: [
        {
          connection_id,
          session_id,
          user: { id: "pat", name: "Pat", role: "editor" },
          school: "main",
          since,
          address: "127.0.0.1",
          queue_bytes: 0,
          topics: [...topics.map(({ topic }) => topic), `conv:${conversationId}`]
        }
      ]
    })
  })
})

describe("without tokens", () => {
  it("nobody is an admin", async () => {
    const server = await startServer()
    expect((await fetch(`${server.http}/admin/connections`)).status).toBe(403)
    expect((await post(server, '{"user":"local"}'))[0]).toBe(403)
    await server.stop()
  })
})

/** Word of a logout is not kept for a node that has not yet asked for it. */
const eachListens = async (url: string, nodes: number): Promise<void> => {
  const client = new Redis(url)
  for (let listening = 0; listening < nodes; )
    listening = Number((await client.pubsub("NUMSUB", "timetable-chat:logout"))[1])
  client.disconnect()
}

describe("two nodes and a Redis", () => {
  it("a logout on one node closes the connections on the other within a second", async () => {
    const redis = await makeRedis()
    const nodes = await Promise.all([start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })])
    try {
      const [one, two] = nodes
      const [here, there] = [await connectAs(one, "pat"), await connectAs(two, "pat")]
      const robin = await connectAs(two, "robin")
      await eachListens(redis.url, nodes.length)
      const from = performance.now()
      expect((await post(one, '{"user":"pat"}', await asAdmin()))[0]).toBe(202)
      for (const client of [here, there]) expect((await client.end()).code).toBe(4403)
      expect(performance.now() - from).toBeLessThan(1_000)
      expect((await robin.ask("/help")).command).toBe("/help")
    } finally {
      await Promise.all(nodes.map(node => node.stop()))
      await redis.stop()
    }
  })
})
