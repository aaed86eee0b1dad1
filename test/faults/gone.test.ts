import { Deferred, Effect, FiberId, Layer } from "effect"
import { expect, it } from "vitest"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { memory, startServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

it("row 18: what a client asked for that is gone is not worked on: it leaves nothing behind but what had begun", async () => {
  const opened = Deferred.unsafeMake<void>(FiberId.none)
  let isHeld = false
  let looked = 0
  const holdingBack = Layer.effect(
    ScheduleRepo,
    Effect.map(ScheduleRepo, repo => ({
      ...repo,
      // Commands name the timetable that their connection looks at; the greeting does so before anything is held.
      head: (...[schoolId, timetableId]: Parameters<typeof repo.head>) =>
        Effect.suspend(() => {
          if (!isHeld || timetableId === null) return repo.head(schoolId, timetableId)
          looked += 1
          return Effect.zipRight(Deferred.await(opened), repo.head(schoolId, timetableId))
        })
    }))
  ).pipe(Layer.provide(memory))
  const server = await startServer({ storage: Layer.merge(memory, holdingBack), settings: { RATE_BURST: "1000" } })
  try {
    const other = await bystander(server.url)
    const registry = await server.run(ConnectionRegistry)
    const { timetable } = await other.client.event("ready")
    const client = await connect(server.url, { query: `?timetable=${timetable?.id}` })
    isHeld = true
    // Fewer than make it pause: a connection that is not read is not seen to end.
    const refs = Array.from({ length: 100 }, () => client.command("/schedule limit=500"))
    await client.event("ack", refs[0])
    await eventually("the first is being answered", () => looked === 1)
    client.ws.terminate()
    await eventually("it is gone", () => registry.count() === 1)
    Deferred.unsafeDone(opened, Effect.void)
    const next = await connect(server.url, { query: `?timetable=${timetable?.id}` })
    await next.ask("/schedule")
    // The greeting of the next one, and its question.
    expect(looked).toBe(1 + 2)
    await other.noticedNothing()
  } finally {
    await server.stop()
  }
})
