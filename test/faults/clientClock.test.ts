import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bystander, connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("clients whose clock is years off", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("row 41: are told things in the order of seq, and by the server's clock", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const startedAt = Date.now()
    const clocks = ["2099-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-11-23T08:00:00Z", "0001-01-01T00:00:00Z"]
    const said = clocks.map(timestamp => {
      const id = freshId()
      client.sendJson({ id, type: "user", content: `It is ${timestamp}`, timestamp })
      return id
    })
    const places = await Promise.all(said.map(async id => (await client.event("ack", id)).seq ?? 0))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    for (const id of said) await client.answer(id)
    expect(client.answers().map(({ ref }) => ref)).toEqual(said)
    const kept = client.texts.map(text => JSON.parse(text)).filter(({ metadata }) => metadata.event === undefined)
    for (const { timestamp } of kept) {
      expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(startedAt)
      expect(Date.parse(timestamp)).toBeLessThanOrEqual(Date.now())
    }
    expect(kept).toHaveLength(clocks.length)
    await other.noticedNothing()
  })
})
