import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { englishOutOf104, fixedSearcher, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, nth } from "./suggestions.ts"

const science = "10b Science: Monday 4 in 102 → Monday 4 in Lab 2"

describe("“undo” and “redo”, said in a sentence", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104])
    })
  })
  afterEach(() => server.stop())

  const applied = async (client: TestClient, n: number) => changeIn(await client.ask(applyLine(await nth(client, n))))
  const said = (client: TestClient, sentence: string) => client.answer(client.say(sentence))

  it("lead as far back as /undo, step by step, and forward again", async () => {
    const client = await connect(server.url)
    const first = await applied(client, 1)
    const second = await applied(client, 2)
    expect(changeIn(await said(client, "undo that")).undo_of).toBe(second.change_id)
    const undone = changeIn(await said(client, "undo"))
    expect(undone.undo_of).toBe(first.change_id)
    expect(changeIn(await said(client, "put it back"))).toMatchObject({ kind: "redone", undo_of: undone.change_id })
    expect(changeIn(await said(client, "redo")).changes[0]?.lesson_id).toBe("lesson-9a-english-1")
    expect(changeIn(await said(client, "nein, mach das rückgängig")).changes[0]?.lesson_id).toBe("lesson-9a-english-1")
  })

  it("say what they take back, not by its id", async () => {
    const client = await connect(server.url)
    await applied(client, 1)
    expect((await said(client, "could you undo that?")).content).toBe(
      `Shall I do this: Undo change “${science}”?\n• Undo change “${science}”`
    )
    expect((await said(client, "undo that")).understood).toBe(`Undo change “${science}”`)
  })

  it("ask back in a conversation that changed nothing: who changed what when, with a button", async () => {
    const colleague = await connect(server.url)
    const change = await applied(colleague, 1)
    const client = await connect(server.url)
    const asked = await said(client, "undo that")
    const when = `${change.at.slice(0, 16).replace("T", " at ")} UTC`
    expect(asked.content.split("\n")).toEqual([
      `This conversation has changed nothing that still stands. The newest change of the timetable: Local planner applied ${science}, ${when}. Take that back?`,
      `• Undo change “${science}”`
    ])
    expect(asked.actions).toMatchObject([{ command: "/undo", parameters: { change: change.change_id } }])
    expect((await client.ask("/history")).data).toMatchObject({ total: 2 })
    const [button] = asked.actions
    expect(changeIn(await client.answer(client.send("command", "", { command: button })))).toMatchObject({
      kind: "undone",
      undo_of: change.change_id
    })
    expect((await said(colleague, "redo")).content).toContain("This conversation has undone nothing.")
    expect(changeIn(await said(client, "redo")).kind).toBe("redone")
  })

  it("ask back what to undo once all of the conversation is undone, and refuse where nothing is", async () => {
    const colleague = await connect(server.url)
    const theirs = await applied(colleague, 1)
    const client = await connect(server.url)
    await applied(client, 2)
    await said(client, "undo that")
    expect((await said(client, "undo")).actions).toMatchObject([
      { command: "/undo", parameters: { change: theirs.change_id } }
    ])
    await said(colleague, "undo that")
    expect(await client.refusal(client.say("undo"))).toMatchObject({
      code: "not_found",
      message: "There is nothing to undo."
    })
  })

  it("are understood of suggestions by what they move: the question names it, the button does it", async () => {
    const client = await connect(server.url)
    const { suggestions } = await client.ask("/suggest")
    const asked = await said(client, "apply it")
    expect(asked.content.split("\n")).toEqual([
      "Which suggestion?",
      `• Apply suggestion “${science}”`,
      "• Apply suggestion “9a English: Monday 4 in 104 → Monday 4 in 103”"
    ])
    expect(asked.actions.map(({ parameters }) => parameters.suggestion)).toEqual(suggestions.map(({ id }) => id))
  })
})
