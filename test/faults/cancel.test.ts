import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("row 38: cancel", () => {
  let server: TestServer
  const puppet = puppetAssistant()
  beforeAll(async () => {
    server = await startServer({ assistant: puppet.layer })
  })
  afterAll(() => server.stop())

  it("row 38: of a running answer is honoured by its run id, and ends the asking", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const before = puppet.asked.length
    const ref = client.say("Tell me all")
    const asked = await puppet.question(before + 1)
    asked.say("Well, ")
    await client.event("delta")
    const { run_id, conversation_id } = await client.event("run.start", ref)
    const cancel = client.tell("cancel", { run_id })
    expect(await client.event("ack", cancel)).toEqual({ event: "ack", ref: cancel, status: "accepted" })
    expect(await client.event("run.done")).toEqual({
      event: "run.done",
      run_id,
      conversation_id,
      outcome: "cancelled",
      degraded: false
    })
    await eventually("nobody listens any more", asked.isAbandoned)
    asked.say("too late")
    expect((await client.ask("/help")).command).toBe("/help")
    expect(client.events("delta")).toHaveLength(1)
    expect(client.answers().filter(answer => answer.ref === ref)).toEqual([])
    await other.noticedNothing()
  })

  it("row 38: before the run id is known is honoured by the id of the message", async () => {
    const client = await connect(server.url)
    const before = puppet.asked.length
    const ref = client.say("No, wait")
    const cancel = client.tell("cancel", { target: ref })
    expect(await client.event("ack", cancel)).toMatchObject({ status: "accepted" })
    expect(await client.event("run.done")).toMatchObject({ outcome: "cancelled" })
    await client.ask("/help")
    expect(client.events("run.done")).toHaveLength(1)
    expect(puppet.asked.slice(before).every(asked => asked.isAbandoned())).toBe(true)
  })

  it("row 38: while the run waits for its turn is honoured: nobody is asked", async () => {
    const client = await connect(server.url)
    const before = puppet.asked.length
    const first = client.say("First")
    const asked = await puppet.question(before + 1)
    const second = client.say("Second")
    await client.event("ack", client.tell("cancel", { target: second }))
    asked.say("One.")
    asked.finish()
    expect((await client.answer(first)).content).toBe("One.")
    const ends = await client.until("two ends", () =>
      client.events("run.done").length === 2 ? client.events("run.done") : undefined
    )
    expect(ends.map(done => done.outcome)).toEqual(["completed", "cancelled"])
    expect(puppet.asked).toHaveLength(before + 1)
  })

  it("row 38: twice, and after the end, is a noop", async () => {
    const client = await connect(server.url)
    const before = puppet.asked.length
    const cancelled = client.say("Stop this")
    await puppet.question(before + 1)
    await client.event("ack", client.tell("cancel", { target: cancelled }))
    await client.event("run.done")
    const again = client.tell("cancel", { target: cancelled })
    expect(await client.event("ack", again)).toMatchObject({ status: "noop" })
    client.say("Let this end")
    const asked = await puppet.question(before + 2)
    asked.finish()
    const done = await client.until("the second end", () => client.events("run.done")[1])
    expect(done.outcome).toBe("completed")
    const late = client.tell("cancel", { run_id: done.run_id })
    expect(await client.event("ack", late)).toMatchObject({ status: "noop" })
    expect(client.events("run.done")).toHaveLength(2)
  })

  it("row 38: of what is not there is not_found", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    for (const body of [{ run_id: "01a2076b-d48a-7277-9021-49c18ee5e80f" }, { target: "never-sent" }]) {
      expect(await client.refusal(client.tell("cancel", body))).toMatchObject({
        code: "not_found",
        message: "There is no such run of yours.",
        temporary: false
      })
    }
    await other.noticedNothing()
  })
})
