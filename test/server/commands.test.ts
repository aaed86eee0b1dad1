import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { connect, freshId, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

/** What was planted on Monday morning: Mrs. Smith twice, room 104 twice, Science without a lab. */
const planted = [
  {
    id: "teacher_clash-581581a646185970",
    kind: "teacher_clash",
    severity: "hard",
    message: "Mrs. Smith teaches 10b Maths and 7a Maths on Monday, period 3",
    lessons: ["lesson-7a-maths-4", "lesson-10b-maths-4"]
  },
  {
    id: "room_clash-9f10c4aeea4de5d1",
    kind: "room_clash",
    severity: "hard",
    message: "104 holds 10a Maths and 9a English on Monday, period 4",
    lessons: ["lesson-9a-english-1", "lesson-10a-maths-1"]
  },
  {
    id: "room_unsuitable-8ee03996ed15d4db",
    kind: "room_unsuitable",
    severity: "hard",
    message: "10b Science on Monday, period 4 needs a room with lab, but is in 102",
    lessons: ["lesson-10b-science-3"]
  }
] as const

describe("commands over the wire", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  const conflictsOf = ({ data }: Awaited<ReturnType<TestClient["ask"]>>) =>
    data?.kind === "conflicts" ? data.conflicts : []

  it("answers /conflicts day=monday time=morning with the three planted ones and their ids", async () => {
    const client = await connect(server.url)
    const ref = client.command("/conflicts day=monday time=morning")
    expect(await client.event("ack", ref)).toEqual({ event: "ack", ref, status: "accepted" })
    const answer = await client.answer(ref)
    const found = conflictsOf(answer)
    expect(found.map(({ id, kind, severity, message, lessons }) => ({ id, kind, severity, message, lessons }))).toEqual(
      planted
    )
    expect(found[0]?.resources).toEqual([{ kind: "teacher", id: "teacher-mrs-smith", name: "Mrs. Smith" }])
    expect(found[0]?.slots).toEqual([{ slot: 2, day: "Monday", period: "3", start: "10:30", end: "11:20" }])
    expect(answer.data).toMatchObject({
      filters: { day: "Monday", time: "morning" },
      total: 3,
      hard: 3,
      soft: 0,
      by_kind: {
        teacher_clash: { hard: 1, soft: 0, count: 1 },
        room_clash: { hard: 1, soft: 0, count: 1 },
        room_unsuitable: { hard: 1, soft: 0, count: 1 }
      }
    })
    expect(answer.conflict_ids).toEqual(planted.map(conflict => conflict.id))
    expect(answer.lesson_ids).toEqual(planted.flatMap(conflict => conflict.lessons))
    expect(answer).toMatchObject({ command: "/conflicts", provider: "engine", degraded: false, suggestions: [] })
    expect(answer.conversation_id).toBe((await client.event("ready")).session_id)
    expect(answer.content).toBe(
      ["3 conflicts on Monday morning: 3 hard, 0 soft.", ...planted.map(({ message }) => `• [hard] ${message}`)].join(
        "\n"
      )
    )
    expect(client.story).toEqual(["ready", "ack accepted", "answer /conflicts"])
  })

  it("offers buttons that work when they are sent back as they are", async () => {
    const client = await connect(server.url)
    const { actions } = await client.ask("/conflicts day=monday time=morning")
    expect(actions.map(action => action.label)).toEqual(planted.map(({ message }) => `Explain: ${message}`))
    const [button] = actions
    const id = freshId()
    client.sendJson({ id, command: button?.command, parameters: button?.parameters })
    const explained = await client.answer(id)
    expect(explained.conflict_ids).toEqual([planted[0].id])
    expect(explained.data).toMatchObject({
      kind: "explanation",
      conflict: { message: planted[0].message },
      rule: { kind: "teacher_clash" }
    })
    const [week] = explained.actions
    const next = freshId()
    client.sendJson({ id: next, command: week?.command, parameters: week?.parameters })
    expect(week?.label).toBe("Show the week of Mrs. Smith")
    expect((await client.answer(next)).data).toMatchObject({
      kind: "schedule",
      filters: { teacher: "Mrs. Smith" },
      total: 16
    })
  })

  it("gives the same conflict the same id to everybody, every time", async () => {
    const [one, two] = [await connect(server.url), await connect(server.url)]
    const ids = (await one.ask("/conflicts")).conflict_ids
    expect(ids).toHaveLength(9)
    expect((await two.ask("/conflicts")).conflict_ids).toEqual(ids)
  })

  it.each([
    ["a slash line", (id: string) => ({ id, type: "command", content: "/conflicts severity=soft" })],
    ["the same from the user", (id: string) => ({ id, type: "user", content: " /conflicts severity=soft" })],
    [
      "the object in the metadata",
      (id: string) => ({
        id,
        type: "command",
        content: "",
        metadata: { command: { command: "/conflicts", parameters: { severity: "soft" } } }
      })
    ],
    [
      "the object without its slash",
      (id: string) => ({
        id,
        type: "command",
        content: "",
        metadata: { command: { command: "conflicts", parameters: { severity: "soft" } } }
      })
    ],
    [
      "the object, which wins over the text",
      (id: string) => ({
        id,
        type: "command",
        content: "/help",
        metadata: { command: { command: "/conflicts", parameters: { severity: "soft" } } }
      })
    ],
    [
      "parameters of the object over those of its line",
      (id: string) => ({
        id,
        type: "command",
        content: "",
        metadata: { command: { command: "/conflicts severity=hard", parameters: { severity: "soft" } } }
      })
    ],
    ["a bare ChatCommand", (id: string) => ({ id, command: "/conflicts", parameters: { severity: "soft" } })],
    [
      "a bare ChatCommand with a line",
      (id: string) => ({ id, command: "/Conflicts SEVERITY=soft", parameters: null, context: null })
    ]
  ])("takes %s", async (_what, frame) => {
    const client = await connect(server.url)
    const id = freshId()
    client.sendJson({ timestamp: "2025-08-03T10:00:00.123456", ...frame(id) })
    const answer = await client.answer(id)
    expect(answer.data).toMatchObject({ kind: "conflicts", filters: { severity: "soft" }, total: 2, hard: 0, soft: 2 })
  })

  it("acknowledges a bare ChatCommand without an id under an id of its own", async () => {
    const client = await connect(server.url)
    client.sendJson({ command: "/help" })
    const { ref } = await client.event("ack")
    expect((await client.answer(ref)).command).toBe("/help")
  })

  it("takes names without case, accents and titles, and says whom it understood", async () => {
    const client = await connect(server.url)
    const novak = await client.ask("/schedule teacher=NOVAK day=tue")
    expect(novak.data).toMatchObject({ filters: { teacher: "Mr. Novák", day: "Tuesday" }, total: 3 })
    expect(novak.content).toBe(
      [
        "3 lessons for Mr. Novák on Tuesday:",
        "• Tuesday 1 · Year 7 Assembly · Mr. Novák · Gym",
        "• Tuesday 2 · Year 8 Assembly · Mr. Novák · Gym",
        "• Tuesday 5 · 9a Music · Mr. Novák · Music Room"
      ].join("\n")
    )
    const smith = await client.ask('/schedule teacher="mrs smith" class=10B')
    expect(smith.data).toMatchObject({ filters: { teacher: "Mrs. Smith", class: "10b" }, total: 4 })
    expect(smith.lesson_ids).toHaveLength(4)
  })

  it("cuts a long answer with its count, and pages through the rest", async () => {
    const client = await connect(server.url)
    const first = await client.ask("/schedule limit=100")
    const second = await client.ask("/schedule limit=100 page=2")
    const third = await client.ask("/schedule limit=100 page=3")
    const lessons = [first, second, third].map(({ data }) => (data?.kind === "schedule" ? data.lessons : []))
    expect(lessons.map(page => page.length)).toEqual([100, 96, 0])
    expect(new Set(lessons.flat().map(lesson => lesson.id)).size).toBe(196)
    expect(first.content.split("\n").at(-1)).toBe("… and 176 more: narrow it down, or ask with page= and limit=.")
  })

  it("explains the one conflict that is on the screen when none is named", async () => {
    const client = await connect(server.url)
    const context = {
      current_view: "weekly",
      selected_entities: [],
      visible_conflicts: [planted[1].id],
      filters_applied: {}
    }
    await client.event("ack", client.tell("view", { context }))
    expect((await client.ask("/explain")).conflict_ids).toEqual([planted[1].id])
    const other = { ...context, visible_conflicts: [planted[2].id] }
    const ref = client.command("/explain", { context: other })
    expect((await client.answer(ref)).conflict_ids).toEqual([planted[2].id])
  })

  it("answers about the timetable that a single command names", async () => {
    const client = await connect(server.url)
    const { id } = await server.run(ScheduleRepo).then(repo => server.run(repo.head(demoSchool.id, null)))
    expect((await client.answer(client.command("/conflicts", { timetable_id: id }))).data).toMatchObject({ total: 9 })
    const error = await client.refusal(client.command("/conflicts", { timetable_id: "another-school's" }))
    expect(error).toMatchObject({ code: "not_found", issues: [{ path: "timetable_id", message: "not found" }] })
  })
})
