import { type Context, Effect, Layer } from "effect"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { layerMemory as conversations } from "../../src/chat/conversations/ConversationRepoMemory.ts"
import { ConnectionRegistry } from "../../src/chat/sessions/ConnectionRegistry.ts"
import { Presence } from "../../src/chat/topics/Presence.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { connect } from "../support/TestClient.ts"
import { schedules, startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("view", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("is acknowledged, joins presence, and those who look are told who looks", async () => {
    const [one, two, bystander] = [await connect(server.url), await connect(server.url), await connect(server.url)]
    const timetable_id = (await one.event("ready")).timetable?.id ?? ""
    const ref = one.tell("view", { timetable_id })
    expect(await one.event("ack", ref)).toEqual({ event: "ack", ref, status: "accepted" })
    await two.event("ack", two.tell("view"))
    const both = (event: { readonly connections: number }) => event.connections === 2
    const seen = await one.until("both", () => one.events("presence").find(both))
    expect(seen).toEqual({
      event: "presence",
      timetable_id,
      total: 1,
      connections: 2,
      users: [{ id: "local", name: "Local planner", connections: 2 }]
    })
    await two.until("both", () => two.events("presence").find(both))
    two.close()
    await one.until("alone", () =>
      one
        .events("presence")
        .slice(1)
        .find(event => event.connections === 1)
    )
    expect(bystander.story).toEqual(["ready"])
  })

  it("of an unknown timetable is refused and changes nothing", async () => {
    const client = await connect(server.url)
    const error = await client.refusal(client.tell("view", { timetable_id: "another-school's" }))
    expect(error).toMatchObject({ code: "not_found", issues: [{ path: "timetable_id", message: "not found" }] })
    expect((await client.ask("/conflicts")).data).toMatchObject({ total: 9 })
  })

  it("pong comes at once, with what the ping carried", async () => {
    const client = await connect(server.url)
    const t = { sent: 1.5, by: ["me", null] }
    const ref = client.tell("ping", { t })
    const { server_time, ...pong } = await client.event("pong", ref)
    expect(pong).toEqual({ event: "pong", ref, t })
    expect(new Date(server_time).toISOString()).toBe(server_time)
    const bare = await client.event("pong", client.tell("ping"))
    expect("t" in bare).toBe(false)
  })

  it("auth is taken and does nothing where everybody is known", async () => {
    const client = await connect(server.url)
    const ref = client.tell("auth", { token: "secret" })
    expect(await client.event("ack", ref)).toEqual({ event: "ack", ref, status: "noop" })
    expect(client.texts.join("")).not.toContain("secret")
  })

  it("of somebody who left while it was looked up leaves no ghost", async () => {
    const gate = { isShut: false, open: () => {} }
    const slow = Layer.effect(
      ScheduleRepo,
      Effect.map(
        ScheduleRepo,
        repo =>
          ({
            ...repo,
            head: (school, id) =>
              Effect.zipRight(
                Effect.async<void>(resume => {
                  if (gate.isShut) gate.open = () => resume(Effect.void)
                  else resume(Effect.void)
                }),
                repo.head(school, id)
              )
          }) satisfies Context.Tag.Service<ScheduleRepo>
      )
    ).pipe(Layer.provideMerge(schedules))
    const own = await startServer({ storage: Layer.merge(slow, conversations) })
    onTestFinished(own.stop)
    const client = await connect(own.url)
    const timetable = (await client.event("ready")).timetable?.id ?? ""
    gate.isShut = true
    client.tell("view")
    await client.event("pong", client.tell("ping"))
    client.close()
    const registry = await own.run(ConnectionRegistry)
    await eventually("it is gone", () => registry.count() === 0)
    gate.open()
    await new Promise(resolve => setImmediate(resolve))
    const presence = await own.run(Presence)
    expect(presence.at(demoSchool.id, timetable).connections).toBe(0)
  })
})
