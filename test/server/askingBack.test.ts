import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("what cannot be understood", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("asks back when nobody has the name, with those that come nearest", async () => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command("/schedule teacher=Smyth"))
    expect(error).toMatchObject({
      code: "not_found",
      temporary: false,
      message: 'There is no teacher "Smyth" in this timetable. The nearest: Mrs. Smith.',
      issues: [{ path: "parameters.teacher", message: "Mrs. Smith (teacher-mrs-smith)" }]
    })
  })

  it("asks back when several have the name, with all of them", async () => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command("/schedule room=Lab"))
    expect(error).toMatchObject({
      code: "ambiguous",
      message: 'Which room do you mean by "Lab"? Lab 1, Lab 2',
      issues: [
        { path: "parameters.room", message: "Lab 1 (room-lab-1)" },
        { path: "parameters.room", message: "Lab 2 (room-lab-2)" }
      ]
    })
  })

  it.each([
    ["/conflict", "unknown_command", "I know no command /conflict. The nearest: /conflicts.", "command", "/conflicts"],
    [
      "/frobnicate",
      "unknown_command",
      "I know no command /frobnicate. There are /help, /schedule, /conflicts, /explain, /score, /diagnose, /suggest, /optimize, /where, /move, /swap, /free, /cover, /lock, /unlock, /basket, /apply, /reject, /undo, /redo, /history, /publish, /timetables, /grid, /retry, /conversations, /messages, /rename, /forget.",
      "command",
      "/help"
    ],
    [
      "/schedule teachr=Smith",
      "validation_failed",
      "parameters.teachr: unknown parameter; known are teacher, class, room, day, time, period, subject, limit, page. Did you mean teacher?",
      "parameters.teachr",
      "unknown parameter; known are teacher, class, room, day, time, period, subject, limit, page. Did you mean teacher?"
    ],
    [
      "/conflicts time=noonish",
      "validation_failed",
      '"noonish" is no time of day. Say morning, afternoon, 10:15 or 09:00-11:30.',
      "parameters.time",
      "morning, afternoon, HH:MM or HH:MM-HH:MM"
    ],
    [
      "/conflicts kind=teacher_crash",
      "not_found",
      'There is no kind of conflict "teacher_crash". The nearest: teacher_clash, teacher_gaps, teacher_days.',
      "parameters.kind",
      "teacher_clash"
    ],
    [
      "/explain",
      "validation_failed",
      "Which conflict? Give its id: /explain conflict=ID. /conflicts lists them.",
      "parameters.conflict",
      "required"
    ],
    [
      "/schedule Smith",
      "bad_request",
      'What is "Smith"? Give it as key=value, e.g. /schedule teacher="Mrs. Smith" day=monday',
      "content",
      '"Smith" stands without a key'
    ],
    [
      '/schedule teacher="Mrs. Smith',
      "bad_request",
      'This is no command I can read: a quote is not closed in «teacher="Mrs. Smith».',
      "content",
      'a quote is not closed in «teacher="Mrs. Smith»'
    ],
    [
      "/schedule day=monday day=tuesday",
      "bad_request",
      "This is no command I can read: day is given twice.",
      "content",
      "day is given twice"
    ]
  ])("explains what is wrong with %s", async (line, code, message, path, first) => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command(line))
    expect({ code: error.code, message: error.message }).toEqual({ code, message })
    expect(error.issues?.[0]).toEqual({ path, message: first })
    expect(client.isOpen).toBe(true)
  })
})
