import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("an id that was used before", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it.each([
    ["a message", "user", "What clashes on Monday?", "What clashes on Tuesday?"],
    ["a command that reads", "command", "/conflicts day=monday", "/conflicts day=tuesday"],
    ["a command that writes", "command", "/publish", "/undo"]
  ])("row 23: for %s with another body is an id_conflict, and does nothing", async (_, type, first, second) => {
    const other = await connect(server.url)
    const client = await connect(server.url)
    const ref = client.send(type, first)
    const answer = await client.answer(ref)
    const changes = first === "/publish" ? [await client.event("change")] : []
    client.send(type, second, undefined, ref)
    expect(await client.refusal(ref)).toMatchObject({ code: "id_conflict", temporary: false })
    await client.ask("/help")
    expect(client.answers().filter(told => told.ref === ref)).toEqual([answer])
    expect(client.events("change")).toEqual(changes)
    expect((await other.ask("/help")).command).toBe("/help")
  })

  it("row 23: nobody else minds", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const ref = client.command("/score")
    await client.answer(ref)
    client.send("command", "/free", undefined, ref)
    await client.refusal(ref)
    await other.noticedNothing()
  })
})
