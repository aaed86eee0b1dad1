import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { clientAddress, networkList } from "../../src/server/clientAddress.ts"
import { connect, refusedUpgrade } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

const seen = (remoteAddress: string, forwarded: string | undefined, ...trusted: ReadonlyArray<string>): string =>
  clientAddress(
    { socket: { remoteAddress }, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } },
    networkList(trusted)
  )

describe("where a client comes from", () => {
  it.each([
    ["nobody trusted: who connects, whatever they say", "10.0.0.1", "203.0.113.7", [], "10.0.0.1"],
    ["a trusted proxy: who it was asked by", "10.0.0.1", "203.0.113.7", ["10.0.0.0/8"], "203.0.113.7"],
    ["a trusted proxy that says nothing", "10.0.0.1", undefined, ["10.0.0.0/8"], "10.0.0.1"],
    ["what a client made up stands before", "10.0.0.1", "1.1.1.1, 203.0.113.7", ["10.0.0.1"], "203.0.113.7"],
    ["two proxies", "10.0.0.1", "1.1.1.1,203.0.113.7 , 10.9.9.9", ["10.0.0.0/8"], "203.0.113.7"],
    ["a chain of proxies alone", "10.0.0.1", "10.0.0.3, 10.0.0.2", ["10.0.0.0/8"], "10.0.0.3"],
    ["no address at all", "10.0.0.1", "203.0.113.7, unknown", ["10.0.0.0/8"], "10.0.0.1"],
    ["IPv4 within IPv6", "::ffff:10.0.0.1", "::ffff:203.0.113.7", ["10.0.0.0/8"], "203.0.113.7"],
    ["IPv6", "fd00::1", "2001:db8::7", ["fd00::/8"], "2001:db8::7"]
  ])("%s", (_, remote, forwarded, trusted, client) => {
    expect(seen(remote, forwarded, ...trusted)).toBe(client)
  })

  it("is never what an untrusted peer wrote, whatever that is", () => {
    fc.assert(fc.property(fc.string(), forwarded => seen("192.0.2.1", forwarded, "10.0.0.0/8") === "192.0.2.1"))
  })

  it("is never what stands before the last hop of a trusted proxy, whatever that is", () => {
    fc.assert(
      fc.property(fc.string(), forged => seen("10.0.0.1", `${forged}, 203.0.113.7`, "10.0.0.0/8") === "203.0.113.7")
    )
  })
})

describe("behind a proxy", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { TRUSTED_PROXIES: "127.0.0.1", MAX_CONNECTIONS_PER_ADDRESS: "1" } })
  })
  afterAll(() => server.stop())

  const from = (forwarded: string) => ({ headers: { "X-Forwarded-For": forwarded } })

  it("clients are limited by their own address, and do not get round it by making one up", async () => {
    const one = await connect(server.url, from("203.0.113.7"))
    const other = await connect(server.url, from("203.0.113.8"))
    expect(await refusedUpgrade(server.url, from("203.0.113.7"))).toEqual({ status: 429, retryAfter: "10" })
    expect(await refusedUpgrade(server.url, from("198.51.100.1, 203.0.113.7"))).toMatchObject({ status: 429 })
    expect((await other.ask("/help")).command).toBe("/help")
    const registry = await server.run(ConnectionRegistry)
    expect([...registry.sessions()].map(({ connection }) => connection.address)).toEqual(["203.0.113.7", "203.0.113.8"])
    one.close()
    await eventually("one has left", () => registry.count() === 1)
    await connect(server.url, from("198.51.100.1, 203.0.113.7"))
  })
})
