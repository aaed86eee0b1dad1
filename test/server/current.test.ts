import { Effect, Layer } from "effect"
import { afterEach, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { layerMemory as conversations } from "../../src/chat/conversations/ConversationRepoMemory.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { schedules, startServer, type TestServer } from "../support/TestServer.ts"

const database = { isAway: false }

/** What a greeting asks can be away. */
const storage = Layer.merge(
  Layer.effect(
    ScheduleRepo,
    Effect.map(ScheduleRepo, repo => ({
      ...repo,
      head: (...asked: Parameters<typeof repo.head>) =>
        Effect.suspend(() =>
          database.isAway ? Effect.fail(new StorageUnavailable({ cause: "away" })) : repo.head(...asked)
        )
    }))
  ).pipe(Layer.provideMerge(schedules)),
  conversations
)

/** What it is told of the timetable it looks at, the nth time. */
const ready = (client: TestClient, nth: number) => client.until(`ready ${nth}`, () => client.events("ready")[nth - 1])

describe("the school's current timetable", () => {
  let server: TestServer
  afterEach(() => server.stop())

  const makeCurrent = (name: string) =>
    server.run(
      Effect.flatMap(ScheduleRepo, repo =>
        repo.put({ schoolId: localUser.schoolId, name, body: demoBody(demoTimetable), makeCurrent: true })
      )
    )

  it("is what those look at who named none, also when another becomes current: they are told, and get its changes", async () => {
    server = await startServer()
    const planner = await connect(server.url)
    const looker = await connect(server.url)
    await looker.event("ack", looker.tell("view"))
    const before = (await ready(looker, 1)).timetable
    const named = await connect(server.url, { query: `?timetable=${before?.id}` })
    const after = await makeCurrent("Next term")

    const told = await ready(looker, 2)
    expect(told.timetable).toMatchObject({ id: after.id, name: "Next term", version: 1 })
    expect(told.topics).toEqual([{ topic: `timetable:${after.id}`, epoch: expect.any(String), seq: 1 }])
    const presence = await looker.until("presence there", () =>
      looker.events("presence").find(({ timetable_id }) => timetable_id === after.id)
    )
    expect(presence).toMatchObject({ total: 1, connections: 1 })
    await ready(planner, 2)
    await planner.ask("/publish")
    expect(await looker.event("change")).toMatchObject({ timetable_id: after.id, version: 2, seq: 2 })
    await named.ask("/help")
    expect(named.events("ready")).toHaveLength(1)
    expect(named.events("change")).toEqual([])
  })

  it("is told when the database is back, to who was greeted without it", async () => {
    server = await startServer({ storage })
    database.isAway = true
    const client = await connect(server.url)
    expect(await ready(client, 1)).toMatchObject({ timetable: null, topics: [] })
    database.isAway = false
    const told = await ready(client, 2)
    expect(told.timetable?.name).toBe("Larkfield School (demo)")
    await client.ask("/publish")
    const [place] = told.topics
    expect(await client.event("change")).toMatchObject({ timetable_id: told.timetable?.id, seq: (place?.seq ?? 0) + 1 })
  })
})
