import { Effect, Layer } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { LogoutRepo } from "../../src/chat/sessions/LogoutRepo.ts"
import { layerMemory } from "../../src/chat/sessions/LogoutRepoMemory.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { connect, dial, refusedUpgrade } from "../support/TestClient.ts"
import { memory, startServer, type TestServer } from "../support/TestServer.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"
import { bearerOf, type Claims, tokenOf, withTokens } from "../support/tokens.ts"

const now = () => Math.floor(Date.now() / 1000)

/** Issued so many seconds from now. */
const issued = (sub: string, seconds: number, claims: Claims = {}): Promise<string> =>
  tokenOf(sub, { iat: now() + seconds, ...claims })

const logOut = async ({ http }: Pick<TestServer, "http">, user: string): Promise<number> => {
  const admin = bearerOf(await issued("ada", 60, { role: "admin" }))
  return (await fetch(`${http}/admin/logout`, { method: "POST", body: JSON.stringify({ user }), ...admin })).status
}

const unavailable = new StorageUnavailable({ cause: "away" })

const told = "The token is from before you were logged out; get a new one."

describe("a person who was logged out", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: withTokens })
  })
  afterAll(() => server.stop())

  it("does not come back with the token they had: not at the upgrade, not in a hello, not as an admin", async () => {
    const token = await issued("pat", -60, { role: "admin" })
    const client = await connect(server.url, bearerOf(token))
    expect(await logOut(server, "pat")).toBe(202)
    expect(await client.end()).toEqual({ code: 4403, reason: "logged out" })
    expect(await refusedUpgrade(server.url, bearerOf(token))).toEqual({ status: 401, retryAfter: undefined })
    const page = await dial(server.url)
    const hello = page.tell("hello", { token })
    expect(await page.refusal(hello)).toMatchObject({ code: "unauthorized", message: told })
    expect((await page.end()).code).toBe(4401)
    const response = await fetch(`${server.http}/admin/connections`, bearerOf(token))
    expect([response.status, await response.text()]).toEqual([401, `${told}\n`])
  })

  it("does not come back with a token that does not say when it was issued", async () => {
    expect(await logOut(server, "quinn")).toBe(202)
    expect((await refusedUpgrade(server.url, bearerOf(await tokenOf("quinn")))).status).toBe(401)
  })

  it("comes back with a new token, stays, and cannot renew it with an old one", async () => {
    expect(await logOut(server, "robin")).toBe(202)
    const client = await connect(server.url, bearerOf(await issued("robin", 60)))
    // Longer than it takes until logouts are looked at again.
    await new Promise(resolve => setTimeout(resolve, 1_200))
    expect((await client.ask("/help")).command).toBe("/help")
    const renewal = client.tell("auth", { token: await issued("robin", -60) })
    expect(await client.refusal(renewal)).toMatchObject({ code: "unauthorized", message: told })
    expect(client.isOpen).toBe(true)
  })

  it("is nobody else: who has the same id in another school, or another id here, comes in", async () => {
    expect(await logOut(server, "sam")).toBe(202)
    expect((await (await connect(server.url, bearerOf(await tokenOf("samantha")))).ask("/help")).command).toBe("/help")
  })
})

describe("two nodes on one database, without Redis", () => {
  it("close the connections of who is logged out on the other, and refuse their token", async () => {
    const database = await sharedDatabase()
    const [one, two] = [
      await startNode(database, null, { settings: withTokens }),
      await startNode(database, null, { settings: withTokens })
    ]
    const token = bearerOf(await issued("pat", -60))
    const there = await connect(two.url, token)
    expect(await logOut(one, "pat")).toBe(202)
    expect((await refusedUpgrade(two.url, token)).status).toBe(401)
    expect((await there.end()).code).toBe(4403)
  })
})

describe("while the database is away", () => {
  it("nobody comes in who might have been logged out: 503, and try again", async () => {
    const away = Layer.effect(
      LogoutRepo,
      Effect.map(LogoutRepo, repo => ({ ...repo, find: () => Effect.fail(unavailable) }))
    ).pipe(Layer.provide(layerMemory))
    const server = await startServer({ settings: withTokens, storage: Layer.merge(memory, away) })
    expect(await refusedUpgrade(server.url, bearerOf(await tokenOf("pat")))).toEqual({ status: 503, retryAfter: "5" })
    await server.stop()
  })
})
