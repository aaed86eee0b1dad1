import { Effect, Layer } from "effect"
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import { layerMemory as conversations } from "../../src/chat/conversations/ConversationRepoMemory.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { schedules, startServer, type TestServer } from "../support/TestServer.ts"

/** Stores that go away and come back when the test says so. */
const database = { isDown: false }

const unlessDown = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E | StorageUnavailable> =>
  Effect.suspend((): Effect.Effect<A, E | StorageUnavailable> => {
    if (!database.isDown) return effect
    return Effect.fail(new StorageUnavailable({ cause: "SELECT secret FROM pg_shadow" }))
  })

const storage = Layer.merge(
  Layer.effect(
    ScheduleRepo,
    Effect.map(ScheduleRepo, repo => ({
      putSchool: school => unlessDown(repo.putSchool(school)),
      schools: unlessDown(repo.schools),
      heads: school => unlessDown(repo.heads(school)),
      head: (school, id) => unlessDown(repo.head(school, id)),
      currentHeads: schools => unlessDown(repo.currentHeads(schools)),
      load: (school, id) => unlessDown(repo.load(school, id)),
      put: request => unlessDown(repo.put(request))
    }))
  ).pipe(Layer.provideMerge(schedules)),
  Layer.effect(
    ConversationRepo,
    Effect.map(ConversationRepo, repo => ({
      ...repo,
      append: message => unlessDown(repo.append(message)),
      messages: (school, id, page) => unlessDown(repo.messages(school, id, page))
    }))
  ).pipe(Layer.provide(conversations))
)

describe("row 26: the database is down", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ storage })
  })
  afterAll(() => server.stop())
  afterEach(() => {
    database.isDown = false
  })

  it("row 26: requests get storage_unavailable, the socket stays, /help works, and it recovers by itself", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    database.isDown = true
    const refs = [
      client.command("/conflicts"),
      client.command("/schedule"),
      client.say("What now?"),
      client.tell("view")
    ]
    for (const ref of refs) {
      expect(await client.refusal(ref)).toEqual({
        event: "error",
        ref,
        code: "storage_unavailable",
        message: "The database cannot be reached just now. Nothing was lost; please try again in a moment.",
        temporary: true,
        retry_after_ms: 2_000
      })
    }
    expect((await client.ask("/help")).command).toBe("/help")
    await other.noticedNothing()
    database.isDown = false
    expect((await client.ask("/conflicts")).data).toMatchObject({ total: 9 })
    expect(client.texts.join("")).not.toContain("pg_shadow")
    await other.noticedNothing()
  })

  it("row 26: what was refused is done when it is sent again with the same id", async () => {
    const client = await connect(server.url)
    database.isDown = true
    const command = client.command("/conflicts")
    const message = client.say("Once more")
    await client.refusal(command)
    await client.refusal(message)
    database.isDown = false
    client.send("command", "/conflicts", undefined, command)
    client.send("user", "Once more", undefined, message)
    expect((await client.answer(command)).data).toMatchObject({ total: 9 })
    expect((await client.answer(message)).run_id).toBe((await client.event("run.done")).run_id)
  })

  it("row 26: readiness says 503, liveness does not", async () => {
    const status = async (path: string) => (await fetch(`${server.http}${path}`)).status
    expect([await status("/health/ready"), await status("/health/live")]).toEqual([200, 200])
    database.isDown = true
    const ready = await fetch(`${server.http}/health/ready`)
    expect([ready.status, await ready.text()]).toEqual([503, "the database cannot be reached\n"])
    expect(await status("/health/live")).toBe(200)
    database.isDown = false
    expect(await status("/health/ready")).toBe(200)
  })

  it("row 26: an answer that cannot be stored is still told, and its run ends once", async () => {
    const puppet = puppetAssistant()
    const own = await startServer({ storage, assistant: puppet.layer })
    onTestFinished(own.stop)
    const client = await connect(own.url)
    const ref = client.say("Half way")
    const asked = await puppet.question(1)
    database.isDown = true
    asked.say("There.")
    asked.finish()
    expect(await client.event("run.done")).toMatchObject({ outcome: "completed" })
    expect((await client.answer(ref)).content).toBe("There.")
    await client.ask("/help")
    expect(client.events("run.done")).toHaveLength(1)
    expect(own.complaints().map(line => line.message)).toEqual(["what was told could not be kept"])
  })
})
