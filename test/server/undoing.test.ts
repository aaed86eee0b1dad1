import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { englishOutOf104, fixedSearcher, type Move, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth } from "./suggestions.ts"

/** 10a Maths into 102, where 10b Science is until it goes to its lab: going back makes a clash of rooms. */
const mathsInto102: Move = ["lesson-10a-maths-1", 3, "room-102"]

describe("taking back", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104], [mathsInto102])
    })
  })
  afterEach(() => server.stop())

  const applied = async (client: TestClient, n: number) => changeIn(await client.ask(applyLine(await nth(client, n))))
  const score = async (client: TestClient) => {
    const { data } = await client.ask("/score")
    return data?.kind === "score" ? [data.hard, data.soft] : []
  }

  it("/undo brings back the state before, as a new change; /redo brings back the one after", async () => {
    const client = await connect(server.url)
    const before = (await client.ask("/schedule class=10b")).data
    const change = await applied(client, 1)
    const undone = await client.ask("/undo")
    expect(changeIn(undone)).toMatchObject({ version: 3, kind: "undone", undo_of: change.change_id })
    expect(undone.content).toBe(
      [
        "Taken back: version 3.",
        "• 10b Science: Monday 4 in Lab 2 → Monday 4 in 102",
        "Hard 6 → 7, soft 2 → 2.",
        "Added: 10b Science on Monday, period 4 needs a room with lab, but is in 102."
      ].join("\n")
    )
    const after = (await client.ask("/schedule class=10b")).data
    expect(after).toEqual({ ...before, timetable: { ...(after?.kind === "schedule" ? after.timetable : {}) } })
    expect(await score(client)).toEqual([7, 2])
    const [redo] = undone.actions
    expect(redo).toMatchObject({ label: "Redo", command: "/redo" })
    const redone = await client.answer(client.send("command", "", { command: redo }))
    expect(changeIn(redone)).toMatchObject({ version: 4, kind: "redone", undo_of: changeIn(undone).change_id })
    expect(await score(client)).toEqual([6, 2])
  })

  it("/undo goes back step by step, past what was undone and redone, and says when there is nothing left", async () => {
    const client = await connect(server.url)
    const first = await applied(client, 1)
    const second = await applied(client, 2)
    await client.ask("/undo")
    const redone = changeIn(await client.ask("/redo"))
    expect(redone.undo_of).not.toBe(second.change_id)
    expect(changeIn(await client.ask("/undo")).undo_of).toBe(redone.change_id)
    expect(changeIn(await client.ask("/undo")).undo_of).toBe(first.change_id)
    expect(await client.refusal(client.command("/undo"))).toMatchObject({
      code: "not_found",
      message: "There is nothing to undo."
    })
    expect(await score(client)).toEqual([7, 2])
    expect(changeIn(await client.ask("/redo")).changes[0]?.lesson_id).toBe("lesson-10b-science-3")
    expect(changeIn(await client.ask("/redo")).changes[0]?.lesson_id).toBe("lesson-9a-english-1")
    expect(await client.refusal(client.command("/redo"))).toMatchObject({
      code: "not_found",
      message: "There is nothing to redo."
    })
  })

  it("/undo finds what stands before a dozen changes that were taken back, by itself and by its id", async () => {
    const client = await connect(server.url)
    const first = await applied(client, 1)
    for (let i = 0; i < 6; i++) {
      await applied(client, 2)
      await client.ask("/undo")
    }
    expect(changeIn(await client.ask("/undo")).undo_of).toBe(first.change_id)
    expect(await client.refusal(client.command(`/undo change=${first.change_id}`))).toMatchObject({
      code: "validation_failed",
      message: "That change was taken back already, by Local planner in version 15."
    })
  })

  it("/undo change= takes one back that is not the newest, once", async () => {
    const client = await connect(server.url)
    const { change_id } = await applied(client, 1)
    await applied(client, 2)
    expect(changeIn(await client.ask(`/undo ${change_id}`))).toMatchObject({ version: 4, undo_of: change_id })
    expect(await client.refusal(client.command(`/undo change=${change_id}`))).toMatchObject({
      code: "validation_failed",
      message: "That change was taken back already, by Local planner in version 4."
    })
    expect(await client.refusal(client.command("/undo change=never"))).toMatchObject({
      code: "not_found",
      message: 'There is no change "never" in this timetable. /history lists them.'
    })
  })

  it("/undo says who moved the lesson since, and offers to take that back first", async () => {
    const client = await connect(server.url)
    const { change_id } = await applied(client, 1)
    const again = await nth(client, 1, '/move lesson="10b Science monday 4" to="wednesday 1" room="Lab 2"')
    const later = changeIn(await client.ask(`${applyLine(again)} force="in between"`))
    const error = await client.refusal(client.command(`/undo ${change_id}`))
    expect(error).toMatchObject({
      code: "stale_version",
      message: `10b Science was changed since, by Local planner in version 3. Take that back first: /undo change=${later.change_id}. Nothing was written.`,
      issues: [
        { path: "changed_by", message: `Local planner (local): ${later.change_id}` },
        { path: "lesson", message: "lesson-10b-science-3" }
      ]
    })
    const [button] = error.actions ?? []
    expect(changeIn(await client.answer(client.send("command", "", { command: button })))).toMatchObject({
      version: 4,
      undo_of: later.change_id
    })
    expect(changeIn(await client.ask(`/undo ${change_id}`))).toMatchObject({
      version: 5,
      score: { after: { hard: 7 } }
    })
  })

  it("/undo leaves a lesson where it was locked since, and says so", async () => {
    const client = await connect(server.url)
    const { change_id } = await applied(client, 1)
    const locked = changeIn(await client.ask('/lock lesson="10b Science monday 4"'))
    expect(await client.refusal(client.command(`/undo ${change_id}`))).toMatchObject({
      code: "constraint_violation",
      message: "That would move 1 locked lesson. Nothing was written; /unlock first."
    })
    await client.ask(`/undo ${locked.change_id}`)
    expect(changeIn(await client.ask(`/undo ${change_id}`)).version).toBe(5)
  })

  it("/undo does not bring a lesson back to where another stands now", async () => {
    const client = await connect(server.url)
    const { change_id } = await applied(client, 1)
    await applied(client, 3)
    const error = await client.refusal(client.command(`/undo ${change_id}`))
    expect(error).toMatchObject({
      code: "constraint_violation",
      message:
        "That would add 1 hard conflict: 102 holds 10a Maths and 10b Science on Monday, period 4. Nothing was written; make room first."
    })
    expect(error.issues?.map(({ path }) => path)).toEqual(["room_clash"])
  })

  it.each([
    ["/undo", "change", {}],
    ["/apply", "suggestion", {}],
    ["/reject", "suggestion", {}],
    ["/basket", "add", {}],
    ["/basket", "remove", {}],
    ["/messages", "conversation", {}],
    ["/messages", "before", {}],
    ["/rename", "conversation", { title: "Week 48" }],
    ["/forget", "conversation", {}]
  ])("%s asks no store for an id with NUL in %s, which PostgreSQL could not read", async (command, name, more) => {
    const client = await connect(server.url)
    const asked = client.send("command", "", { command: { command, parameters: { ...more, [name]: "a\0b" } } })
    expect(await client.refusal(asked)).toMatchObject({
      code: "validation_failed",
      message: `${command}: parameters.${name}: an id has no NUL in it`
    })
  })

  it("an import cannot be taken back", async () => {
    const client = await connect(server.url)
    const { data } = await client.ask("/history")
    const [first] = data?.kind === "history" ? data.changes : []
    expect(first?.kind).toBe("imported")
    expect(await client.refusal(client.command(`/undo ${first?.change_id}`))).toMatchObject({
      code: "validation_failed",
      message: "An import cannot be taken back; import the other file again."
    })
  })
})

describe("/history, /lock, /unlock and /publish", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104])
    })
  })
  afterEach(() => server.stop())

  it("/history tells who did what, by lesson, by teacher, by time, page by page", async () => {
    const client = await connect(server.url)
    const changed = [
      changeIn(await client.ask(applyLine(await nth(client, 1)))),
      changeIn(await client.ask(applyLine(await nth(client, 2))))
    ]
    const versions = async (line: string) => {
      const { data } = await client.ask(line)
      if (data?.kind !== "history") throw new Error("no history")
      return { total: data.total, versions: data.changes.map(change => change.version) }
    }
    expect(await versions("/history")).toEqual({ total: 3, versions: [3, 2, 1] })
    expect(await versions("/history limit=1 page=2")).toEqual({ total: 3, versions: [2] })
    expect(await versions('/history lesson="10b Science monday 4"')).toEqual({ total: 1, versions: [2] })
    expect(await versions("/history teacher=Lindqvist")).toEqual({ total: 1, versions: [3] })
    expect(await versions('/history since="2 days"')).toEqual({ total: 3, versions: [3, 2, 1] })
    expect(await versions("/history since=yesterday teacher=Smith")).toEqual({ total: 0, versions: [] })
    const { content, data } = await client.ask("/history teacher=Patel")
    expect(content.split("\n")[0]).toBe("1 change of Dr. Patel's lessons, the newest first:")
    expect(data?.kind === "history" ? data.changes[0] : null).toEqual(changed[0])
    expect((await client.ask("/history teacher=Smith since=today")).content).toBe(
      "No changes of Mrs. Smith's lessons since today."
    )
    expect(await client.refusal(client.command("/history since=soon"))).toMatchObject({
      code: "validation_failed",
      message: '"soon" is no time in the past. Say today, yesterday, 2 days or 2026-11-20.'
    })
  })

  it("/lock keeps a lesson, by whom and why; /unlock sets it free; both say when there is nothing to do", async () => {
    const client = await connect(server.url)
    const locked = await client.ask('/lock lesson="7b Maths tuesday 3" why="room is booked"')
    expect(locked.content).toBe("Locked: version 2.\n• 7b Maths: locked by Local planner (room is booked)")
    expect(changeIn(locked)).toMatchObject({
      kind: "locked",
      why: "room is booked",
      locks: [{ lesson_id: "lesson-7b-maths-1", from: null, to: { by: "Local planner", why: "room is booked" } }],
      changes: []
    })
    expect(await client.refusal(client.command("/lock 7b Maths tuesday 3"))).toMatchObject({
      code: "validation_failed",
      message: "7b Maths, Tuesday, period 3, is locked already, by Local planner."
    })
    const { data } = await client.ask("/schedule class=7b day=tuesday period=3")
    expect(data?.kind === "schedule" ? data.lessons[0]?.pinned : null).toEqual({
      by: "Local planner",
      why: "room is booked"
    })
    expect((await client.ask("/unlock 7b Maths tuesday 3")).content).toBe("Unlocked: version 3.\n• 7b Maths: unlocked")
    expect(await client.refusal(client.command("/unlock 7b Maths tuesday 3"))).toMatchObject({
      code: "validation_failed",
      message: "7b Maths, Tuesday, period 3, is not locked."
    })
    expect(await client.refusal(client.command("/lock 8b Music"))).toMatchObject({
      code: "validation_failed",
      message: "8b Music, unplaced, has no place to be kept at. /move gives it one."
    })
  })

  it("takes the selected lesson when none is named", async () => {
    const client = await connect(server.url)
    const context = {
      current_view: "class",
      selected_entities: ["class-7b", "lesson-7b-maths-1"],
      visible_conflicts: [],
      filters_applied: {}
    }
    const answer = await client.answer(client.command("/lock", { context }))
    expect(answer.lesson_ids).toEqual(["lesson-7b-maths-1"])
    expect(await client.refusal(client.command("/lock"))).toMatchObject({
      code: "validation_failed",
      message: 'Which lesson? Give its id, or words: lesson="7b Maths monday 2".'
    })
  })

  it("/publish says it once", async () => {
    const client = await connect(server.url)
    const answer = await client.ask("/publish")
    expect(answer.content).toBe("Published: version 2.\n• It is published.")
    expect(changeIn(answer)).toMatchObject({ kind: "published", published: true })
    expect(await client.refusal(client.command("/publish"))).toMatchObject({
      code: "validation_failed",
      message: "Larkfield School (demo) is published already. /undo takes a change back."
    })
    expect(changeIn(await client.ask("/undo"))).toMatchObject({ kind: "undone", published: false })
  })
})
