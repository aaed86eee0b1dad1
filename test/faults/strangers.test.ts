import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bystander, connect, refusedUpgrade } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("pages of strangers", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { ALLOWED_ORIGINS: "https://plan.example.org, http://other.example:8080" } })
  })
  afterAll(() => server.stop())

  it.each([
    ["another page", { origin: "https://evil.example" }],
    ["a listed host with another port", { origin: "http://other.example:8081" }],
    ["a listed host without TLS", { origin: "http://plan.example.org" }],
    ["a page without an origin of its own", { origin: "null" }],
    ["rubbish", { origin: "not a URL" }]
  ])("row 16: %s gets 403", async (_what, options) => {
    const other = await bystander(server.url)
    expect(await refusedUpgrade(server.url, options)).toEqual({ status: 403, retryAfter: undefined })
    await other.noticedNothing()
  })

  it("row 16: a name that was made to point at this machine gets 403", async () => {
    const other = await bystander(server.url)
    const rebound = {
      origin: `http://rebound.example:${server.port}`,
      headers: { Host: `rebound.example:${server.port}` }
    }
    expect((await refusedUpgrade(server.url, rebound)).status).toBe(403)
    await other.noticedNothing()
  })

  it.each([
    ["no page at all", () => undefined],
    ["our own page", () => `http://127.0.0.1:${server.port}`],
    ["a listed page", () => "https://plan.example.org"],
    ["another listed page", () => "http://other.example:8080"]
  ])("row 16: %s may connect", async (_what, originOf) => {
    const origin = originOf()
    const client = await connect(server.url, origin === undefined ? {} : { origin })
    expect((await client.ask("/help")).command).toBe("/help")
  })
})
