import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { englishOutOf104, fixedSearcher, type Move, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth, suggested } from "./suggestions.ts"

/** 7a Maths to Tuesday 1: over the assembly of the whole year. */
const mathsOverAssembly: Move = ["lesson-7a-maths-1", 8, "room-101"]
const assemblyAway: Move = ["lesson-year-7-assembly-1", 14, "room-gym"]

describe("/apply", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104], [mathsOverAssembly], [assemblyAway])
    })
  })
  afterEach(() => server.stop())

  it("does the ticket's flow: ask for help, click Apply, done; the answer names all that came of it", async () => {
    const client = await connect(server.url)
    const { actions, suggestions } = await client.ask("/suggest teacher=Smith")
    const button = actions.find(action => action.label === "Apply 1")
    const [suggestion] = suggestions
    expect(button?.parameters).toEqual({ suggestion: suggestion?.id, hash: suggestion?.hash, version: 1 })
    const ref = client.send("command", "", { command: button })
    const answer = await client.answer(ref)
    expect(await client.event("ack", ref)).toEqual({ event: "ack", ref, status: "accepted" })
    expect(answer.content).toBe(
      [
        "Applied: version 2.",
        "• 10b Science: Monday 4 in 102 → Monday 4 in Lab 2",
        "Hard 7 → 6, soft 2 → 2.",
        "Resolved: 10b Science on Monday, period 4 needs a room with lab, but is in 102."
      ].join("\n")
    )
    expect(changeIn(answer)).toMatchObject({
      version: 2,
      kind: "applied",
      actor: { id: "local", name: "Local planner" },
      suggestion_id: suggestion?.id,
      undo_of: null,
      why: null,
      locks: [],
      substitutions: [],
      published: null,
      changes: [
        {
          lesson_id: "lesson-10b-science-3",
          name: "10b Science",
          from: { rooms: [{ id: "room-102", name: "102" }] },
          to: { rooms: [{ id: "room-lab-2", name: "Lab 2" }] }
        }
      ],
      score: { before: { hard: 7, soft: 2 }, after: { hard: 6, soft: 2 } }
    })
    const { change_id } = changeIn(answer)
    expect(answer).toMatchObject({ message_id: change_id, lesson_ids: ["lesson-10b-science-3"], command: "/apply" })
    expect(answer.actions).toEqual([
      { id: `undo-${change_id}`, label: "Undo", command: "/undo", parameters: { change: change_id } }
    ])
    expect((await client.ask("/conflicts")).data).toMatchObject({ total: 8, timetable: { version: 2 } })
  })

  it("acknowledges only what is written: a refusal is no ack", async () => {
    const client = await connect(server.url)
    const ref = client.command("/apply suggestion=nothing-of-mine")
    expect(await client.refusal(ref)).toMatchObject({
      code: "not_found",
      message: 'There is no suggestion "nothing-of-mine" of yours.',
      issues: [{ path: "parameters.suggestion", message: "not found" }]
    })
    await client.ask("/help")
    expect(client.events("ack").filter(ack => ack.ref === ref)).toEqual([])
  })

  it("asks which one, when neither or both a suggestion and the basket are given", async () => {
    const client = await connect(server.url)
    for (const line of ["/apply", "/apply suggestion=x basket=yes"]) {
      expect(await client.refusal(client.command(line))).toMatchObject({
        code: "validation_failed",
        message: "Which one? /apply suggestion=ID, or /apply basket=yes.",
        issues: [{ path: "parameters.suggestion", message: "give either suggestion or basket" }]
      })
    }
  })

  it("refuses what adds a hard conflict, names it, and writes it for a reason that stays in the history", async () => {
    const client = await connect(server.url)
    const suggestion = await nth(client, 3)
    const error = await client.refusal(client.command(applyLine(suggestion)))
    expect(error).toMatchObject({
      code: "constraint_violation",
      temporary: false,
      message: 'This would add 1 hard conflict. Nothing was written. To do it all the same, give a reason: force="…".',
      issues: [
        {
          path: "class_clash",
          message: "Students of 7a and Year 7 have 7a Maths and Year 7 Assembly on Tuesday, period 1"
        }
      ]
    })
    expect((await client.ask("/history")).data).toMatchObject({ total: 1 })
    const answer = await client.ask(`${applyLine(suggestion)} force="the hall is being painted"`)
    expect(changeIn(answer)).toMatchObject({ version: 2, why: "the hall is being painted" })
    const history = await client.ask("/history")
    expect(history.content).toContain("Local planner applied · 7a Maths")
    expect(history.content).toContain("the hall is being painted")
  })

  it("refuses to move a locked lesson, and moves it for a reason", async () => {
    const client = await connect(server.url)
    const suggestion = await nth(client, 4)
    expect(await client.refusal(client.command(applyLine(suggestion)))).toMatchObject({
      code: "constraint_violation",
      issues: expect.arrayContaining([{ path: "locked", message: "lesson-year-7-assembly-1" }])
    })
    expect(changeIn(await client.ask(`${applyLine(suggestion)} force="once only"`))).toMatchObject({
      version: 2,
      why: "once only"
    })
  })

  it("is done once for an id: sent again it is a duplicate with the first result, on any connection", async () => {
    const client = await connect(server.url)
    const line = applyLine(await nth(client, 1))
    const id = freshId()
    client.send("command", line, undefined, id)
    const answer = await client.answer(id)
    client.send("command", line, undefined, id)
    const again = await client.until("the second ack", () => client.events("ack").filter(ack => ack.ref === id)[1])
    expect(again).toMatchObject({ status: "duplicate", result: { message_id: answer.message_id, data: answer.data } })
    client.close()

    const later = await connect(server.url)
    later.send("command", line, undefined, id)
    const ack = await later.event("ack", id)
    expect(ack).toMatchObject({ status: "duplicate" })
    expect(ack.result).toMatchObject({
      ref: id,
      message_id: answer.message_id,
      command: "/apply",
      data: answer.data,
      actions: answer.actions
    })
    expect(later.answers()).toEqual([])
    expect((await later.ask("/history")).data).toMatchObject({ total: 2 })
  })

  it("refuses another body under an id that was used, also from another connection", async () => {
    const client = await connect(server.url)
    const [one, other] = await suggested(client)
    if (one === undefined || other === undefined) throw new Error("too few suggestions")
    const id = freshId()
    client.send("command", applyLine(one), undefined, id)
    await client.answer(id)
    const later = await connect(server.url)
    later.send("command", applyLine(other), undefined, id)
    expect(await later.refusal(id)).toMatchObject({
      code: "id_conflict",
      issues: [{ path: "id", message: "already used for another body" }]
    })
    expect((await later.ask("/history")).data).toMatchObject({ total: 2 })
  })

  it("is done once when the same frame comes twice at the same time", async () => {
    const [a, b] = [await connect(server.url), await connect(server.url)]
    const line = applyLine(await nth(a, 1))
    const id = freshId()
    a.send("command", line, undefined, id)
    b.send("command", line, undefined, id)
    a.send("command", line, undefined, id)
    const acks = [
      await a.event("ack", id),
      await b.event("ack", id),
      await a.until("the second ack", () => a.events("ack").filter(ack => ack.ref === id)[1])
    ]
    expect(acks.map(ack => ack.status).toSorted()).toEqual(["accepted", "duplicate", "duplicate"])
    expect((await a.ask("/history")).data).toMatchObject({ total: 2 })
  })

  it("tries again what failed, under the same id", async () => {
    const client = await connect(server.url)
    const [one, other] = await suggested(client)
    if (one === undefined || other === undefined) throw new Error("too few suggestions")
    const id = freshId()
    await client.ask(applyLine(one))
    client.send("command", applyLine(other), undefined, id)
    expect((await client.refusal(id)).code).toBe("stale_version")
    client.send("command", applyLine(other), undefined, id)
    const second = await client.until("the second error", () => client.events("error").filter(e => e.ref === id)[1])
    expect(second.code).toBe("stale_version")
  })
})
