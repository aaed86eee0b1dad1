import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { connect, dial, refusedUpgrade, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"
import { eventually } from "../support/Watch.ts"

const connectAs = async (url: string, ...who: Parameters<typeof tokenOf>): Promise<TestClient> =>
  connect(url, bearerOf(await tokenOf(...who)))

describe("a server that asks for tokens, at the upgrade", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: withTokens })
  })
  afterAll(() => server.stop())

  it("knows a program by its token", async () => {
    const client = await connectAs(server.url, "pat", { name: "Pat Planner" })
    expect((await client.event("ready")).user).toEqual({ id: "pat", name: "Pat Planner" })
    expect((await client.ask("/help")).command).toBe("/help")
  })

  it.each([
    ["an expired token", async () => bearerOf(await tokenOf("pat", {}, -60)), 401],
    ["a token that is none", async () => bearerOf("nonsense"), 401],
    ["another scheme", async () => ({ headers: { Authorization: "Basic cGF0OnBhdA==" } }), 401],
    ["a token without a role here", async () => bearerOf(await tokenOf("pat", { role: "chess-club" })), 401],
    [
      "a token with roles of which none is one here",
      async () => bearerOf(await tokenOf("pat", { role: undefined, roles: ["x"] })),
      403
    ],
    ["a token of a school that is not here", async () => bearerOf(await tokenOf("pat", { school: "atlantis" })), 403]
  ])("row 16: refuses %s before the upgrade", async (_, optionsOf, status) => {
    expect(await refusedUpgrade(server.url, await optionsOf())).toEqual({ status, retryAfter: undefined })
  })

  it("tells how much a person may do over all their connections", async () => {
    const { limits } = await (await connectAs(server.url, "pat")).event("ready")
    expect(limits).toMatchObject({ messages_per_second_user: 40, connections_per_user: 50 })
  })

  it("refuses a stranger's page even with a good token", async () => {
    const options = { ...bearerOf(await tokenOf("pat")), origin: "https://evil.example" }
    expect((await refusedUpgrade(server.url, options)).status).toBe(403)
  })

  it("lets nobody do what their role does not allow", async () => {
    const client = await connectAs(server.url, "vera", { role: "viewer" })
    expect((await client.ask("/score")).command).toBe("/score")
    expect(await client.refusal(client.command("/publish"))).toMatchObject({
      code: "forbidden",
      message: '/publish needs the role "editor"; yours is "viewer".'
    })
  })

  it("keeps no trace of those it refused", async () => {
    const registry = await server.run(ConnectionRegistry)
    await eventually("all are gone", () => registry.count() === 0)
    for (let i = 0; i < 20; i++) await refusedUpgrade(server.url, bearerOf("nonsense"))
    expect(registry.count()).toBe(0)
  })
})

describe("a server that asks for tokens, in hello", () => {
  let server: TestServer
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
    server = await startServer({ settings: { ...withTokens, ...settings } })
    return server
  }
  afterEach(() => server.stop())

  it("greets a page once it has said who it is, and answers what came behind its hello", async () => {
    const client = await dial((await start()).url)
    const hello = client.tell("hello", { token: await tokenOf("pat") })
    const asked = client.command("/help")
    expect((await client.event("ready", hello)).user).toEqual({ id: "pat", name: "pat" })
    expect((await client.answer(asked)).command).toBe("/help")
    expect(client.story).toEqual(["ready", "ack accepted", "answer /help"])
  })

  it("row 14: says 4408 to who says nothing, and has no session of theirs", async () => {
    const { url, run } = await start({ HELLO_TIMEOUT: "100 millis" })
    const client = await dial(url)
    const registry = await run(ConnectionRegistry)
    expect(registry.count()).toBe(0)
    expect(await client.end()).toEqual({ code: 4408, reason: "no hello in time" })
    expect(client.story).toEqual([])
  })

  it.each([
    [
      "a bad token",
      async (client: TestClient) => client.tell("hello", { token: "nonsense" }),
      "unauthorized",
      4401,
      "unauthorized"
    ],
    [
      "an expired one",
      async (client: TestClient) => client.tell("hello", { token: await tokenOf("pat", {}, -60) }),
      "unauthorized",
      4401,
      "token expired"
    ],
    ["no token", async (client: TestClient) => client.tell("hello"), "unauthorized", 4401, "unauthorized"],
    [
      "another frame first",
      async (client: TestClient) => client.command("/help"),
      "unauthorized",
      4401,
      "unauthorized"
    ],
    [
      "a token of a school that is not here",
      async (client: TestClient) => client.tell("hello", { token: await tokenOf("pat", { school: "atlantis" }) }),
      "forbidden",
      4403,
      "forbidden"
    ]
  ])("row 16: sends %s away", async (_, say, error, code, reason) => {
    const client = await dial((await start()).url)
    const ref = await say(client)
    client.command("/conflicts")
    expect(await client.end()).toEqual({ code, reason })
    expect(client.events("error")).toMatchObject([{ ref, code: error }])
    expect(client.story).toEqual([`error ${error}`])
  })

  it("sends a frame that is no JSON away, as it would any", async () => {
    const client = await dial((await start()).url)
    client.sendText("{")
    expect(await client.end()).toEqual({ code: 4401, reason: "unauthorized" })
    expect(client.story).toEqual(["error bad_request"])
  })

  it("lets nobody flood it before they have said who they are", async () => {
    const client = await dial((await start({ JWT_ISSUER: "x" })).url)
    for (let i = 0; i < 1_000; i++) client.tell("hello", { token: "nonsense" })
    expect([4401, 4429]).toContain((await client.end()).code)
    expect(client.story.length).toBeLessThanOrEqual(2)
  })

  it("row 13: says 4409 to one connection too many of a person, 429 before an upgrade, and lets others in", async () => {
    const { url, run } = await start({ MAX_CONNECTIONS_PER_USER: "2" })
    const [first] = [await connectAs(url, "pat"), await connectAs(url, "pat")]
    expect(await refusedUpgrade(url, bearerOf(await tokenOf("pat")))).toEqual({ status: 429, retryAfter: "10" })
    const third = await dial(url)
    third.tell("hello", { token: await tokenOf("pat") })
    expect(await third.end()).toEqual({ code: 4409, reason: "too many connections" })
    expect(third.story).toEqual(["error limit_exceeded"])
    await connectAs(url, "robin")
    first.close()
    const registry = await run(ConnectionRegistry)
    await eventually("one is gone", () => registry.count() === 2)
    await connectAs(url, "pat")
  })

  it("counts strangers among the connections of the server", async () => {
    const { url } = await start({ MAX_CONNECTIONS: "1" })
    await dial(url)
    expect(await refusedUpgrade(url)).toEqual({ status: 503, retryAfter: "10" })
  })

  it("says 1012 to strangers when it stops", async () => {
    const started = await startServer({ settings: withTokens })
    server = await startServer()
    const client = await dial(started.url)
    await started.stop()
    expect(await client.end()).toEqual({ code: 1012, reason: "service restart" })
  })

  it("never logs a token", async () => {
    const { url, lines } = await start({ LOG_LEVEL: "debug" })
    const client = await dial(url)
    const [token, renewed] = [await tokenOf("pat"), await tokenOf("pat", {}, 600)]
    client.tell("hello", { token })
    await client.event("ready")
    await client.event("ack", client.tell("auth", { token: renewed }))
    client.send("system", "auth", { event: "auth", token: { renewed } })
    await client.event("error")
    expect(lines.filter(line => line.message.startsWith("←"))).toHaveLength(3)
    const logged = JSON.stringify(lines)
    expect([token, renewed].filter(secret => logged.includes(secret.slice(-20)))).toEqual([])
  })
})

describe("a token on a live connection", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: withTokens })
  })
  afterAll(() => server.stop())

  it("row 17: is missed a minute before it expires, and renewed by auth", async () => {
    const client = await connectAs(server.url, "pat", {}, 50)
    expect(await client.event("error")).toMatchObject({ code: "token_expiring", temporary: true })
    expect(await client.event("ack", client.tell("auth", { token: await tokenOf("pat") }))).toMatchObject({
      status: "accepted"
    })
    expect((await client.ask("/help")).command).toBe("/help")
  })

  it("row 17: closes the connection with 4401 half a minute after its end", async () => {
    const client = await connectAs(server.url, "pat", {}, -28)
    expect(await client.end()).toEqual({ code: 4401, reason: "token expired" })
    expect(client.story).toEqual(["ready", "error token_expiring"])
  })

  it("gives what the new one allows, no more and no less", async () => {
    const client = await connectAs(server.url, "vera", { role: "viewer" })
    expect((await client.refusal(client.command("/publish"))).code).toBe("forbidden")
    await client.event("ack", client.tell("auth", { token: await tokenOf("vera", { role: "editor" }) }))
    expect((await client.ask("/publish")).command).toBe("/publish")
    await client.event("ack", client.tell("auth", { token: await tokenOf("vera", { role: "viewer" }) }))
    expect((await client.refusal(client.command("/undo"))).code).toBe("forbidden")
  })

  it.each([
    ["of another person", () => tokenOf("robin"), "forbidden"],
    ["of another school", () => tokenOf("pat", { school: "atlantis" }), "forbidden"],
    ["that has expired", () => tokenOf("pat", {}, -60), "unauthorized"],
    ["that is none", async () => "nonsense", "unauthorized"]
  ])("is not replaced by one %s", async (_, tokenFor, code) => {
    const client = await connectAs(server.url, "pat")
    expect((await client.refusal(client.tell("auth", { token: await tokenFor() }))).code).toBe(code)
    expect((await client.ask("/help")).command).toBe("/help")
    expect((await client.event("ready")).user.id).toBe("pat")
  })

  it("keeps its person when a later hello names another", async () => {
    const client = await connectAs(server.url, "pat")
    const again = await client.event("ready", client.tell("hello", { token: await tokenOf("robin") }))
    expect(again.user.id).toBe("pat")
  })
})
