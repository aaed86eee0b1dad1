import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { fixedSearcher, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { type Answer, connect, freshId, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth } from "./suggestions.ts"

const science = "10b Science: Monday 4 in 102 → Monday 4 in Lab 2"

describe("“why?” and “what did that change?” after a change", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab])
    })
  })
  afterEach(() => server.stop())

  const applied = async (client: TestClient) => changeIn(await client.ask(applyLine(await nth(client, 1))))
  const said = (client: TestClient, sentence: string) => client.answer(client.say(sentence))
  /** The change as the audit log has it. */
  const told = ({ data, command }: Answer) => {
    if (data?.kind !== "history") throw new Error(`no history, but ${data?.kind}`)
    return { command, total: data.total, changes: data.changes }
  }
  const minute = (at: string) => `${at.slice(0, 16).replace("T", " at ")} UTC`

  it.each([
    ["why?", "What was changed", `“${science}”`],
    ["what did that change?", "What was changed", `“${science}”`],
    ["Warum?", "Was geändert wurde", `„${science}“`],
    ["Was hat das geändert?", "Was geändert wurde", `„${science}“`]
  ])(
    "%s tells what moved, the score before and after, and what that resolved",
    async (sentence, understood, quoted) => {
      const client = await connect(server.url)
      const change = await applied(client)
      const answer = await said(client, sentence)
      expect(answer.content.split("\n")).toEqual([
        `${understood}: ${quoted}.`,
        `Local planner applied, ${minute(change.at)}`,
        "Applied: version 2.",
        `• ${science}`,
        "Hard 7 → 6, soft 2 → 2.",
        "Resolved: 10b Science on Monday, period 4 needs a room with lab, but is in 102."
      ])
      expect(told(answer)).toEqual({ command: "/history", total: 1, changes: [change] })
      expect(answer).toMatchObject({ provider: "engine", degraded: false, lesson_ids: ["lesson-10b-science-3"] })
      expect(answer.actions).toMatchObject([{ command: "/undo", parameters: { change: change.change_id } }])
    }
  )

  it("tell of an undo, a redo and a lock what those did", async () => {
    const client = await connect(server.url)
    await applied(client)
    for (const deed of ["undo that", "redo", "/lock lesson=lesson-10b-science-3"]) {
      const change = changeIn(await said(client, deed))
      expect(told(await said(client, "why?")).changes).toEqual([change])
    }
  })

  it("are asked back where something else was talked of since, and hold for a conversation that is opened again", async () => {
    const client = await connect(server.url)
    const conversation_id = freshId()
    const line = applyLine(await nth(client, 1))
    const change = changeIn(await client.answer(client.command(line, { conversation_id })))
    const later = await connect(server.url)
    const say = (sentence: string) => later.answer(later.say(sentence, { conversation_id }))
    expect(told(await say("what did that change?")).changes).toEqual([change])
    await say("How good is our timetable?")
    const asked = await say("what did that change?")
    expect(asked.actions).toMatchObject([{ command: "/history", parameters: { change: change.change_id } }])
    expect(asked.content).toBe(`Shall I do this: What was changed: “${science}”?\n• What was changed: “${science}”`)
  })

  it("/history change=ID refuses what is no change of this timetable", async () => {
    const client = await connect(server.url)
    expect(await client.refusal(client.command("/history change=nothing"))).toMatchObject({
      code: "not_found",
      message: 'There is no change "nothing" in this timetable. /history lists them.',
      issues: [{ path: "parameters.change", message: "not found" }]
    })
  })
})
