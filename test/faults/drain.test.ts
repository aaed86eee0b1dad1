import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import { ConversationRepo, type StoredMessage } from "../../src/chat/conversations/ConversationRepo.ts"
import { layerMemory } from "../../src/chat/conversations/ConversationRepoMemory.ts"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { Readiness } from "../../src/server/Readiness.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { puppetSearcher } from "../support/PuppetSearcher.ts"
import { connect, refusedUpgrade, type TestClient } from "../support/TestClient.ts"
import { schedules, startServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

/** Remembers what was stored after its server is gone. */
const recording = () => {
  const kept: Array<StoredMessage> = []
  const conversations = Layer.effect(
    ConversationRepo,
    Effect.map(ConversationRepo, repo => ({
      ...repo,
      append: message => Effect.tap(repo.append(message), () => Effect.sync(() => void kept.push(message)))
    }))
  ).pipe(Layer.provide(layerMemory))
  return { kept, storage: Layer.merge(schedules, conversations) }
}

describe("a server that stops in the middle of an answer", () => {
  it("row 39: lets the answer end, then closes with 1012", async () => {
    const puppet = puppetAssistant()
    const { kept, storage } = recording()
    const server = await startServer({ assistant: puppet.layer, storage })
    const [asker, listener] = [await connect(server.url), await connect(server.url)]
    const ref = asker.say("Quickly, please")
    const asked = await puppet.question(1)
    asked.say("It is ")
    await asker.event("delta")
    const stopped = server.stop()
    const goodbye = await asker.event("goodbye")
    expect(goodbye).toMatchObject({ reason: "restart", reconnect: true })
    expect(goodbye.after_ms).toBeGreaterThanOrEqual(0)
    expect(goodbye.after_ms).toBeLessThan(5_000)
    await listener.event("goodbye")
    expect(await refusedUpgrade(server.url)).toEqual({ status: 503, retryAfter: "5" })
    const ready = await fetch(`${server.http}/health/ready`)
    expect([ready.status, await ready.text()]).toEqual([503, "stopping\n"])
    expect((await fetch(`${server.http}/health/live`)).status).toBe(200)
    asked.say("done.")
    asked.finish()
    expect((await asker.answer(ref)).content).toBe("It is done.")
    expect(await asker.event("run.done")).toMatchObject({ outcome: "completed" })
    expect(await asker.end()).toEqual({ code: 1012, reason: "service restart" })
    expect(await listener.end()).toEqual({ code: 1012, reason: "service restart" })
    await stopped
    expect(kept.map(message => message.content)).toEqual(["Quickly, please", "It is done."])
  })

  it("row 39: interrupts an answer that does not end, tells so, and keeps the part", async () => {
    const puppet = puppetAssistant()
    const { kept, storage } = recording()
    const server = await startServer({ assistant: puppet.layer, storage, settings: { DRAIN_TIMEOUT: "1 second" } })
    const client = await connect(server.url)
    const ref = client.say("Slowly")
    client.say("And then?")
    const asked = await puppet.question(1)
    asked.say("Once upon a ")
    await client.event("delta")
    const from = performance.now()
    const stopped = server.stop()
    expect(await client.end()).toEqual({ code: 1012, reason: "service restart" })
    await stopped
    expect(performance.now() - from).toBeLessThan(2_000)
    expect(client.events("run.done").map(done => done.outcome)).toEqual(["interrupted", "interrupted"])
    expect(client.answers()).toEqual([])
    expect(kept.map(({ content, metadata }) => [content, metadata.reason])).toEqual([
      ["Slowly", undefined],
      ["And then?", undefined],
      ["Once upon a", "interrupted"]
    ])
    expect(kept[2]?.metadata.ref).toBe(ref)
    expect(puppet.asked).toHaveLength(1)
  })

  it.each([
    ["as a command", (client: TestClient) => client.command("/optimize seconds=60")],
    ["in a sentence", (client: TestClient) => client.say("Optimize the week")]
  ])("row 39: stops a search at once that was asked for %s, and says that it was interrupted", async (_, ask) => {
    const puppet = puppetSearcher()
    const server = await startServer({ searcher: puppet.layer })
    const client = await connect(server.url)
    ask(client)
    const search = await puppet.search(1)
    const from = performance.now()
    await server.stop()
    expect(performance.now() - from).toBeLessThan(3_000)
    expect(search.isAbandoned()).toBe(true)
    expect(client.events("run.done").map(done => done.outcome)).toEqual(["interrupted"])
    expect(await client.end()).toEqual({ code: 1012, reason: "service restart" })
  })

  it("row 39: waits for an answer whose reader has gone", async () => {
    const puppet = puppetAssistant()
    const { kept, storage } = recording()
    const server = await startServer({ assistant: puppet.layer, storage })
    const client = await connect(server.url)
    client.say("I cannot stay")
    const asked = await puppet.question(1)
    client.close()
    const registry = await server.run(ConnectionRegistry)
    await eventually("nobody is there", () => registry.count() === 0)
    const readiness = await server.run(Readiness)
    const stopped = server.stop()
    await eventually("it stops", readiness.isDraining)
    expect((await fetch(`${server.http}/health/ready`)).status).toBe(503)
    asked.say("Pity.")
    asked.finish()
    await stopped
    expect(kept.map(message => message.content)).toEqual(["I cannot stay", "Pity."])
  })
})
