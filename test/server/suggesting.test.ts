import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { SearchResult } from "../../src/suggestions/Searcher.ts"
import { englishOutOf104, fixedSearcher, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { puppetSearcher } from "../support/PuppetSearcher.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

const nothingFound: SearchResult = { _tag: "Result", proposals: [], nodes: 41_000, millis: 899.6, complete: false }

describe("/suggest, on what a search found", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104]) })
  })
  afterEach(() => server.stop())

  it("is a run: acknowledged, begun, answered, done; each suggestion with all that is to be known of it", async () => {
    const client = await connect(server.url)
    const ref = client.command("/suggest day=monday")
    const answer = await client.answer(ref)
    const done = await client.event("run.done")
    expect(client.story).toEqual(["ready", "ack accepted", "run.start", "answer /suggest", "run.done completed"])
    expect(await client.event("run.start", ref)).toMatchObject({ run_id: done.run_id, provider: "engine", attempt: 1 })
    expect(answer.run_id).toBe(done.run_id)
    const [first, second] = answer.suggestions
    const { id, hash, expires_at, timetable_id, resolved, ...rest } = first ?? {}
    expect(rest).toEqual({
      version: 1,
      kind: "room",
      scope: { day: "Monday" },
      changes: [
        {
          lesson_id: "lesson-10b-science-3",
          name: "10b Science",
          from: {
            slot: { slot: 3, day: "Monday", period: "4", start: "11:25", end: "12:15" },
            rooms: [{ id: "room-102", name: "102" }],
            teachers: [{ id: "teacher-dr-patel", name: "Dr. Patel" }]
          },
          to: {
            slot: { slot: 3, day: "Monday", period: "4", start: "11:25", end: "12:15" },
            rooms: [{ id: "room-lab-2", name: "Lab 2" }],
            teachers: [{ id: "teacher-dr-patel", name: "Dr. Patel" }]
          }
        }
      ],
      delta: {
        hard: -1,
        soft: 0,
        constraints: { "basic:room_unsuitable": { kind: "room_unsuitable", severity: "hard", before: 1, after: 0 } }
      },
      added: [],
      disturbance: { lessons: 1, times: 0, rooms: 1, days: 1, teachers: 1, classes: 1 },
      reason: expect.stringContaining("10b Science on Monday, period 4 is held in Lab 2"),
      search: { depth: 3, nodes: 12, ms: 3, complete: true }
    })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(resolved?.map(conflict => conflict.id)).toEqual(["room_unsuitable-8ee03996ed15d4db"])
    expect(Date.parse(expires_at ?? "") - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
    expect(timetable_id).toBe((await client.event("ready")).timetable?.id)
    expect(second?.id).not.toBe(id)
    expect(answer.data).toMatchObject({
      kind: "suggestions",
      scope: { day: "Monday" },
      suggestions: answer.suggestions
    })
    expect(answer.lesson_ids).toEqual(["lesson-10b-science-3", "lesson-9a-english-1"])
    expect(answer.actions.map(action => action.label)).toEqual([
      "Apply 1",
      "Reject 1",
      "Add to basket 1",
      "Apply 2",
      "Reject 2",
      "Add to basket 2",
      "Look deeper",
      "Look longer"
    ])
    expect((await client.ask("/conflicts")).data).toMatchObject({ timetable: { version: 1 }, total: 9 })
  })

  it.each([
    ["/suggest conflict=teacher_clash-0", "not_found", "parameters.conflict"],
    ["/suggest lesson=7b", "ambiguous", "parameters.lesson"],
    ["/suggest teacher=Smyth", "not_found", "parameters.teacher"],
    ["/suggest limit=51", "validation_failed", "parameters.limit"],
    ["/suggest deeper=maybe", "validation_failed", "parameters.deeper"],
    ["/optimize seconds=0", "validation_failed", "parameters.seconds"]
  ])("%s is refused with %s, and then the run ends as failed, saying why", async (line, code, path) => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command(line))
    expect({ code: error.code, path: error.issues?.[0]?.path }).toEqual({ code, path })
    expect(await client.event("run.done")).toMatchObject({ outcome: "failed", reason: code })
    expect(client.story.slice(-3)).toEqual(["run.start", `error ${code}`, "run.done failed"])
  })
})

describe("a search under way", () => {
  let server: TestServer
  const puppet = puppetSearcher()
  beforeEach(async () => {
    server = await startServer({ searcher: puppet.layer, settings: { DRAIN_TIMEOUT: "100 millis" } })
  })
  afterEach(() => server.stop())
  const next = () => puppet.search(puppet.searches.length + 1)

  it.each([
    ["/suggest", { maxLessons: 3, millis: 850, limit: 5 }],
    ["/suggest teacher=Smith day=monday", { maxLessons: 3, millis: 850 }],
    ["/suggest lesson=lesson-7b-maths-1", { maxLessons: 3, millis: 140 }],
    ["/suggest conflict=teacher_clash-581581a646185970 deeper=yes", { maxLessons: 4, millis: 140 }],
    ["/suggest class=7b longer=yes limit=2", { maxLessons: 3, millis: 1_700, limit: 2 }],
    ["/optimize seconds=3", { millis: 3_000 }],
    ["/optimize", { millis: 10_000 }]
  ])("%s looks as far and as long as it should", async (line, request) => {
    const client = await connect(server.url)
    const searching = next()
    client.command(line)
    expect((await searching).request).toMatchObject(request)
  })

  it("looks where it was told to: every word of the scope narrows", async () => {
    const client = await connect(server.url)
    const searching = next()
    client.command('/suggest teacher=Smith class=7a room=103 day=monday lesson="7a Maths mon 3"')
    expect((await searching).request.scope).toEqual({
      conflictId: null,
      lessonIds: ["lesson-7a-maths-4"],
      teacherIds: ["teacher-mrs-smith"],
      classIds: ["class-7a"],
      roomIds: ["room-103"],
      days: [0]
    })
  })

  it("tells how it goes on, and its honest end when it found nothing", async () => {
    const client = await connect(server.url)
    const searching = next()
    const ref = client.command("/suggest")
    const search = await searching
    const [score, best] = [
      { hard: 7, soft: 2 },
      { hard: 6, soft: 1 }
    ]
    search.tell({ _tag: "Progress", phase: "searching", fraction: 0.25, score, best })
    const { run_id } = await client.event("run.start", ref)
    expect(await client.event("progress", ref)).toEqual({
      event: "progress",
      ref,
      run_id,
      phase: "searching",
      fraction: 0.25,
      score,
      best
    })
    search.tell(nothingFound)
    search.finish()
    const answer = await client.answer(ref)
    expect(answer.content).toBe(
      "I found nothing that makes it better (41000 positions looked at in 900 ms, at most 3 lessons moved). Look deeper or longer for more."
    )
    expect(answer.actions.map(({ label, parameters }) => ({ label, parameters }))).toEqual([
      { label: "Look deeper", parameters: { deeper: "yes" } },
      { label: "Look longer", parameters: { longer: "yes" } }
    ])
  })

  it("is cancelled at once by the id of its command: the search ends, nothing is answered or changed", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const searching = next()
    const ref = client.command("/optimize seconds=600")
    const search = await searching
    const cancel = client.tell("cancel", { target: ref })
    expect(await client.event("ack", cancel)).toEqual({ event: "ack", ref: cancel, status: "accepted" })
    expect((await client.event("run.done")).outcome).toBe("cancelled")
    await eventually("nobody waits any more", search.isAbandoned)
    expect((await client.ask("/help")).command).toBe("/help")
    expect(client.answers().map(answer => answer.command)).toEqual(["/help"])
    await other.noticedNothing()
  })

  it("can be cancelled while it waits for its turn, and asked again under the same id", async () => {
    const client = await connect(server.url)
    const searching = next()
    client.command("/optimize")
    const search = await searching
    const before = puppet.searches.length
    const second = client.send("command", "/suggest", undefined, "again-later")
    expect(await client.event("ack", second)).toMatchObject({ status: "queued", position: 1 })
    await client.event("ack", client.tell("cancel", { target: second }))
    search.tell(nothingFound)
    search.finish()
    await client.until("two ends", () => client.events("run.done")[1])
    expect(client.events("run.done").map(done => done.outcome)).toEqual(["completed", "cancelled"])
    expect(puppet.searches).toHaveLength(before)
    client.send("command", "/suggest", undefined, "again-later")
    expect((await puppet.search(before + 1)).request._tag).toBe("Suggest")
  })

  it("is overloaded, with a time to come back, when all searchers are taken; and internal when one breaks", async () => {
    const client = await connect(server.url)
    const [first, ref] = [next(), client.command("/suggest")]
    ;(await first).fail("busy")
    expect(await client.refusal(ref)).toMatchObject({ code: "overloaded", temporary: true, retry_after_ms: 1_000 })
    const [second, again] = [next(), client.command("/suggest")]
    ;(await second).fail("broken")
    expect(await client.refusal(again)).toMatchObject({
      code: "internal",
      message: "The search broke down. It has been logged; nothing was changed."
    })
    expect(client.events("run.done").map(done => done.outcome)).toEqual(["failed", "failed"])
  })

  it("goes on when its client leaves: the run ends by itself", async () => {
    const client = await connect(server.url)
    const searching = next()
    client.command("/suggest")
    const search = await searching
    client.close()
    await client.end()
    expect(search.isAbandoned()).toBe(false)
    search.tell(nothingFound)
    search.finish()
    await eventually("it is over", search.isAbandoned)
  })
})
