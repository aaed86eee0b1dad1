import { Effect } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { suggestionHash } from "../../src/chat/proposals/suggestionHash.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { type Suggestion, SuggestionId } from "../../src/suggestions/Suggestion.ts"
import { noEdit } from "../../src/timetable/Edit.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { englishOutOf104, fixedSearcher, type Move, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth, suggested } from "./suggestions.ts"

const scienceIntoTheOtherLab: Move = ["lesson-10b-science-3", 5, "room-lab-1"]

describe("approval", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104], [scienceIntoTheOtherLab])
    })
  })
  afterEach(() => server.stop())

  /** A suggestion as it may stand in the store, however it came there. */
  const stored = (changed: Partial<Suggestion>) =>
    server.run(
      Effect.gen(function* () {
        const schedules = yield* ScheduleRepo
        const suggestions = yield* SuggestionRepo
        const { id: timetableId, version } = yield* schedules.head(localUser.schoolId, null)
        const suggestion: Suggestion = {
          id: SuggestionId.make("planted"),
          schoolId: localUser.schoolId,
          timetableId,
          userId: localUser.id,
          version,
          edit: noEdit,
          shown: {},
          hash: suggestionHash(timetableId, version, noEdit),
          status: "open",
          inBasket: false,
          createdAt: 0,
          expiresAt: Number.MAX_SAFE_INTEGER,
          ...changed
        }
        yield* suggestions.put([suggestion])
        return suggestion
      })
    )

  it("row 24: of two who apply the same suggestion at once one wins; the other learns version and winner", async () => {
    const other = await bystander(server.url)
    const [a, b] = [await connect(server.url), await connect(server.url)]
    const line = applyLine(await nth(a, 1))
    const refs = [a.command(line), b.command(line)] as const
    const outcomes = await Promise.all(
      (
        [
          [a, refs[0]],
          [b, refs[1]]
        ] as const
      ).map(([client, ref]) =>
        client.until("an outcome", () => {
          const answer = client.answers().find(each => each.ref === ref)
          const error = client.events("error").find(each => each.ref === ref)
          return answer ?? error
        })
      )
    )
    const errors = outcomes.flatMap(outcome => ("code" in outcome ? [outcome] : []))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ code: "stale_version", temporary: false })
    expect(errors[0]?.message).toMatch(/at version 2/)
    expect(errors[0]?.issues?.map(({ path }) => path)).toEqual(["version", "changed_by"])
    expect(errors[0]?.issues?.[1]?.message).toContain("Local planner (local)")
    expect((await a.ask("/history")).data).toMatchObject({ total: 2 })
    await other.client.event("change")
  })

  it("row 24: an applied suggestion cannot be applied again: by whom and as which version it was", async () => {
    const client = await connect(server.url)
    const suggestion = await nth(client, 1)
    const { change_id } = changeIn(await client.ask(applyLine(suggestion)))
    expect(await client.refusal(client.command(applyLine(suggestion)))).toMatchObject({
      code: "stale_version",
      message: `The suggestion ${suggestion.id} has been applied already by Local planner, as version 2. The timetable is at version 2.`,
      issues: [
        { path: "version", message: "is 2, expected 1" },
        { path: "changed_by", message: `Local planner (local): ${change_id}` }
      ]
    })
  })

  it("row 25: a stale suggestion that still fits is offered anew for the present version, ready to apply", async () => {
    const client = await connect(server.url)
    const [science, english] = await suggested(client)
    if (science === undefined || english === undefined) throw new Error("too few suggestions")
    await client.ask(applyLine(science))
    const error = await client.refusal(client.command(applyLine(english)))
    expect(error.code).toBe("stale_version")
    expect(error.message).toBe(
      "The timetable is at version 2; this was decided on version 1. Local planner applied a change. Nothing was written. The suggestion still fits: apply it to version 2."
    )
    expect(error.actions).toHaveLength(1)
    const [button] = error.actions ?? []
    expect(button).toMatchObject({ label: "Apply to version 2", command: "/apply", parameters: { version: 2 } })
    const answer = await client.answer(client.send("command", "", { command: button }))
    expect(changeIn(answer)).toMatchObject({ version: 3, changes: [{ lesson_id: "lesson-9a-english-1" }] })
  })

  it("row 25: a stale suggestion whose lesson was moved is not offered again", async () => {
    const client = await connect(server.url)
    const [science, , otherwise] = await suggested(client)
    if (science === undefined || otherwise === undefined) throw new Error("too few suggestions")
    await client.ask(applyLine(science))
    const error = await client.refusal(client.command(applyLine(otherwise)))
    expect(error).toMatchObject({ code: "stale_version" })
    expect(error.message).toContain("The suggestion does not fit any more: 10b Science moved. Ask for a new one.")
    expect(error.actions).toBeUndefined()
  })

  it("row 25: another hash or version than was shown is an approval_mismatch", async () => {
    const client = await connect(server.url)
    const { id, hash } = await nth(client, 1)
    expect(await client.refusal(client.command(`/apply suggestion=${id} hash=${"0".repeat(64)}`))).toMatchObject({
      code: "approval_mismatch",
      issues: [{ path: "parameters.hash", message: "not what was approved" }]
    })
    expect(await client.refusal(client.command(`/apply suggestion=${id} hash=${hash} version=7`))).toMatchObject({
      code: "approval_mismatch",
      message:
        "The suggestion was made for version 1, not for version 7. Nothing was written; look at the suggestion again.",
      issues: [{ path: "parameters.version", message: "not what was approved" }]
    })
    expect((await client.ask("/history")).data).toMatchObject({ total: 1 })
  })

  it("row 25: a suggestion that was edited in the store is an approval_mismatch", async () => {
    const { id } = await stored({ edit: { ...noEdit, published: { from: false, to: true } } })
    const client = await connect(server.url)
    expect(await client.refusal(client.command(`/apply ${id}`))).toMatchObject({
      code: "approval_mismatch",
      message: "The suggestion was altered after it was shown. Nothing was written; look at the suggestion again."
    })
  })

  it("row 25: an expired or rejected suggestion is suggestion_expired, and says when or why", async () => {
    const client = await connect(server.url)
    await stored({ id: SuggestionId.make("old"), expiresAt: Date.UTC(2026, 0, 5, 8) })
    expect(await client.refusal(client.command("/apply old"))).toMatchObject({
      code: "suggestion_expired",
      message: "The suggestion old expired on 2026-01-05 at 08:00 UTC; ask for a new one.",
      issues: [{ path: "parameters.suggestion", message: "expired" }]
    })
    const { id } = await nth(client, 1)
    const rejected = await client.ask(`/reject suggestion=${id} why="not on a Monday"`)
    expect(rejected).toMatchObject({ content: "Rejected. It stays as it is.", data: { suggestion_id: id } })
    // Saying it twice is no error.
    expect((await client.ask(`/reject ${id}`)).content).toBe("Rejected. It stays as it is.")
    expect(await client.refusal(client.command(`/apply ${id}`))).toMatchObject({
      code: "suggestion_expired",
      issues: [{ path: "parameters.suggestion", message: "rejected" }]
    })
    expect((await client.ask("/history")).data).toMatchObject({ total: 1 })
  })

  it("row 36: another's suggestion, and another school's timetable, are not found", async () => {
    const shelbyville = SchoolId.make("shelbyville")
    const foreign = await server.run(
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const body = demoBody(demoTimetable)
        yield* repo.putSchool({ id: shelbyville, name: "Shelbyville High", timeZone: "UTC" })
        return yield* repo.put({ schoolId: shelbyville, name: "Week", body, makeCurrent: true })
      })
    )
    await stored({ id: SuggestionId.make("of-a-colleague"), userId: "colleague" })
    await stored({ id: SuggestionId.make("of-a-stranger"), schoolId: shelbyville, timetableId: foreign.id })
    const client = await connect(server.url)
    for (const line of [
      "/apply of-a-colleague",
      "/apply of-a-stranger",
      "/reject of-a-stranger",
      "/basket add=of-a-stranger"
    ])
      expect(await client.refusal(client.command(line))).toMatchObject({ code: "not_found" })
    for (const line of ["/history", "/suggest", "/undo", "/publish", "/basket", "/apply basket=yes"]) {
      const ref = client.command(line, { timetable_id: foreign.id })
      expect(await client.refusal(ref)).toMatchObject({
        code: "not_found",
        message: `There is no timetable "${foreign.id}" in your school.`
      })
    }
    const { version } = await server.run(Effect.flatMap(ScheduleRepo, repo => repo.head(shelbyville, null)))
    expect(version).toBe(1)
  })
})
