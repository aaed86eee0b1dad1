import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe("the greeting", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({
      settings: { MAX_MESSAGE_BYTES: "32 KiB", RATE_BURST: "50", HEARTBEAT_INTERVAL: "20 seconds" }
    })
  })
  afterAll(() => server.stop())

  const head = () =>
    server.run(ScheduleRepo.pipe(repo => repo)).then(repo => server.run(repo.head(localUser.schoolId, null)))

  it("tells a client everything it needs, with its first frame", async () => {
    const client = await connect(server.url)
    const { id, name, version } = await head()
    const [first] = client.frames
    expect(first?.message).toMatchObject({
      type: "system",
      content: "Welcome. This is Larkfield School (demo), version 1. /help tells what you can ask."
    })
    expect(first?.message.id).toMatch(uuid7)
    expect(Math.abs(Date.parse(first?.message.timestamp ?? "") - Date.now())).toBeLessThan(5_000)
    const ready = await client.event("ready")
    const { connection_id, session_id, server_time, commands, topics: _topics, ...rest } = ready
    expect(connection_id).toMatch(uuid7)
    expect(session_id).toMatch(uuid7)
    expect(session_id).not.toBe(connection_id)
    expect(new Date(server_time).toISOString()).toBe(server_time)
    expect(commands.map(command => command.name)).toEqual([
      "/help",
      "/schedule",
      "/conflicts",
      "/explain",
      "/score",
      "/diagnose",
      "/suggest",
      "/optimize",
      "/where",
      "/move",
      "/swap",
      "/free",
      "/cover",
      "/lock",
      "/unlock",
      "/basket",
      "/apply",
      "/reject",
      "/undo",
      "/redo",
      "/history",
      "/publish",
      "/timetables",
      "/grid",
      "/retry",
      "/conversations",
      "/messages",
      "/rename",
      "/forget"
    ])
    expect(rest).toEqual({
      event: "ready",
      user: { id: "local", name: "Local planner" },
      protocol: "timetable-chat.v1",
      timetable: { id, name, version },
      resumed: {},
      limits: {
        max_message_bytes: 32 * 1024,
        messages_per_second: 10,
        burst: 50,
        topics: 64,
        runs: 1,
        messages_per_second_user: 0,
        messages_per_second_address: 0,
        connections_per_user: 0,
        connections_per_address: 0,
        json_depth: 32,
        json_keys: 10_000,
        entities: 1_000,
        inbox: 64,
        outbox_bytes: 1024 ** 2
      },
      heartbeat_ms: 20_000,
      assistant: { provider: "builtin", state: "ok" }
    })
  })

  it("describes every command, every parameter and the values it takes", async () => {
    const { commands } = await (await connect(server.url)).event("ready")
    const conflicts = commands.find(command => command.name === "/conflicts")
    expect(conflicts).toEqual({
      name: "/conflicts",
      summary: "What is wrong with the timetable, the worst first.",
      example: "/conflicts day=monday time=morning",
      parameters: [
        { name: "teacher", summary: "a teacher's name or short name", required: false, values: [] },
        { name: "class", summary: "a class, e.g. 7b", required: false, values: [] },
        { name: "room", summary: "a room's name", required: false, values: [] },
        { name: "day", summary: "a day of the week, e.g. monday", required: false, values: [] },
        { name: "time", summary: "morning, afternoon, 10:15 or 09:00-11:30", required: false, values: [] },
        { name: "period", summary: "the name of a period, e.g. 3", required: false, values: [] },
        {
          name: "kind",
          summary: "a kind of conflict, several with commas, e.g. teacher_clash",
          required: false,
          values: []
        },
        { name: "severity", summary: "hard or soft", required: false, values: ["hard", "soft"] },
        { name: "limit", summary: "how many at most, 1 to 500 (50)", required: false, values: [] },
        { name: "page", summary: "which page of them, from 1", required: false, values: [] }
      ]
    })
  })

  it("is given again on hello, with the hello's id as ref", async () => {
    const client = await connect(server.url)
    const ref = client.tell("hello", { client: "a test" })
    const again = await client.event("ready", ref)
    const [first] = client.events("ready")
    expect(again.session_id).toBe(first?.session_id)
    expect(again.resumed).toEqual({})
    expect(again.reasons).toBeUndefined()
  })

  it("says where the timetable stands that is looked at, so that one can come back to there", async () => {
    const client = await connect(server.url)
    const { timetable, topics } = await client.event("ready")
    expect(topics).toEqual([{ topic: `timetable:${timetable?.id}`, epoch: expect.any(String), seq: 1 }])
  })

  it("says honestly that a session is not known, and resumes nothing of it", async () => {
    const client = await connect(server.url)
    const ref = client.tell("hello", {
      resume: { session_id: "before", topics: [{ topic: "conv:1", epoch: "a", seq: 7 }] }
    })
    const ready = await client.event("ready", ref)
    expect(ready.resumed).toEqual({ "conv:1": false })
    expect(ready.reasons).toEqual({ "conv:1": "unknown_session" })
  })

  it("shows the timetable that was asked for in the address", async () => {
    const { id } = await head()
    const client = await connect(server.url, { query: `?timetable=${id}` })
    expect((await client.event("ready")).timetable?.id).toBe(id)
  })

  it("lets in who asks for an unknown timetable, says so, and answers not_found", async () => {
    const client = await connect(server.url, { query: "?timetable=atlantis" })
    expect((await client.event("ready")).timetable).toBeNull()
    expect(client.frames[0]?.message.content).toBe(
      'Welcome. There is no timetable "atlantis" in your school. /help tells what you can ask.'
    )
    const error = await client.refusal(client.command("/conflicts"))
    expect(error).toMatchObject({ code: "not_found", message: 'There is no timetable "atlantis" in your school.' })
    const { id } = await head()
    await client.event("ack", client.tell("view", { timetable_id: id }))
    expect((await client.ask("/conflicts")).data).toMatchObject({ kind: "conflicts", total: 9 })
  })
})
