import { Deferred, Effect, FiberId, Layer } from "effect"
import { expect, it } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { layerMemory } from "../../src/chat/conversations/ConversationRepoMemory.ts"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { inbox } from "../../src/chat/sessions/Session.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { schedules, startServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

/** A store that keeps no message until the test lets it. */
const holdingBack = (opened: Deferred.Deferred<void>) =>
  Layer.effect(
    ConversationRepo,
    Effect.map(ConversationRepo, repo => ({
      ...repo,
      append: message => Effect.zipRight(Deferred.await(opened), repo.append(message))
    }))
  ).pipe(Layer.provide(layerMemory))

it("row 28: of a client faster than the store no more is read than the inbox holds, and then all of it", async () => {
  const opened = Deferred.unsafeMake<void>(FiberId.none)
  const server = await startServer({
    storage: Layer.merge(schedules, holdingBack(opened)),
    settings: { RATE_BURST: "1000" }
  })
  try {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const { connection_id } = await client.event("ready")
    const registry = await server.run(ConnectionRegistry)
    const session = [...registry.sessions()].find(({ connection }) => connection.id === connection_id)
    const text = `Hello${" ".repeat(15_000)}`
    const refs = Array.from({ length: 120 }, (_, i) => client.say(text, { conversation_id: `c${i}` }))
    await eventually("the inbox is full", () => (session?.received ?? 0) >= inbox)
    await other.noticedNothing()
    // What came with the frame that filled the inbox was read already: a few of this size.
    expect(session?.received).toBeLessThan(inbox + 10)
    expect(client.events("ack")).toEqual([])
    Deferred.unsafeDone(opened, Effect.void)
    for (const ref of refs) await client.event("ack", ref)
    expect(client.events("ack").map(({ ref }) => ref)).toEqual(refs)
    expect(client.events("error")).toEqual([])
  } finally {
    await server.stop()
  }
})
