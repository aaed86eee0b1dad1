import { Effect } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { ChangeFeed } from "../../src/schedule/ChangeFeed.ts"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { englishOutOf104, fixedSearcher, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth } from "./suggestions.ts"

describe("a change", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104])
    })
  })
  afterEach(() => server.stop())

  const put = (schoolId: SchoolId, name: string, makeCurrent: boolean) =>
    server.run(
      Effect.flatMap(ScheduleRepo, repo => repo.put({ schoolId, name, body: demoBody(demoTimetable), makeCurrent }))
    )

  it("is told to everybody who looks at the timetable, the one who made it included, once and in order", async () => {
    const planner = await connect(server.url)
    const colleague = await connect(server.url)
    const first = changeIn(await planner.ask(applyLine(await nth(planner, 1))))
    const second = changeIn(await planner.ask(applyLine(await nth(planner, 2))))
    const third = changeIn(await planner.ask("/undo"))
    for (const client of [planner, colleague]) {
      const told = await client.until("three changes", () =>
        client.events("change").length === 3 ? client.events("change") : undefined
      )
      expect(told.map(({ event, epoch, seq, ...change }) => change)).toEqual([first, second, third])
      const seqs = told.map(({ seq }) => seq)
      expect(seqs).toEqual([seqs[0], (seqs[0] ?? 0) + 1, (seqs[0] ?? 0) + 2])
      expect(new Set(told.map(({ epoch }) => epoch)).size).toBe(1)
    }
    const frame = await colleague.frame("a change", ({ event }) => event?.event === "change")
    expect(frame.message.content.split("\n").slice(0, 2)).toEqual([
      "Local planner: Applied: version 2.",
      "• 10b Science: Monday 4 in 102 → Monday 4 in Lab 2"
    ])
    // Encoded once: the same frame for all.
    const texts = [planner, colleague].map(client => client.texts.filter(text => text.includes('"event":"change"')))
    expect(texts[0]).toEqual(texts[1])
  })

  it("is not told to who looks at another timetable, and is told again to who comes back", async () => {
    const draft = await put(localUser.schoolId, "A draft", false)
    const planner = await connect(server.url)
    const elsewhere = await connect(server.url, { query: `?timetable=${draft.id}` })
    await planner.ask("/publish")
    await planner.event("change")
    await elsewhere.ask("/help")
    expect(elsewhere.events("change")).toEqual([])
    const { timetable } = await planner.event("ready")
    await elsewhere.event("ack", elsewhere.tell("view", { timetable_id: timetable?.id }))
    const undone = changeIn(await planner.ask("/undo"))
    expect((await elsewhere.event("change")).change_id).toBe(undone.change_id)
  })

  it("of another school is never told", async () => {
    const shelbyville = SchoolId.make("shelbyville")
    await server.run(
      Effect.flatMap(ScheduleRepo, repo =>
        repo.putSchool({ id: shelbyville, name: "Shelbyville High", timeZone: "UTC" })
      )
    )
    const client = await connect(server.url)
    const foreign = await put(shelbyville, "Week", true)
    await server.run(
      Effect.gen(function* () {
        const changes = yield* ChangeRepo
        const feed = yield* ChangeFeed
        const [record] = (yield* changes.history(shelbyville, foreign.id, {
          lessonIds: null,
          since: null,
          limit: 1,
          offset: 0
        })).changes
        if (record === undefined) throw new Error("no record of the import")
        yield* feed.publish({ record: { ...record, version: 99 }, epoch: "e", seq: 99, duplicate: false })
      })
    )
    const own = changeIn(await client.ask("/publish"))
    await client.event("change")
    expect(client.events("change").map(({ change_id }) => change_id)).toEqual([own.change_id])
  })
})
