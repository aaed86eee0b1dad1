import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { aiSettings, protocols } from "../support/aiSettings.ts"
import { call, type FakeProviders, fakeProviders, finish, saying } from "../support/FakeProviders.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const mondayMorning = "What conflicts do we have on Monday morning?"
const helpSmith = "Can you help optimize Mrs. Smith's schedule?"

/** The ticket's two flows, word for word. */
const flows = (server: () => TestServer) => {
  it("tells the conflicts of Monday morning, with their ids to highlight", async () => {
    const client = await connect(server().url)
    const command = await client.ask("/conflicts day=monday time=morning")
    const ref = client.say(mondayMorning)
    const answer = await client.answer(ref)
    expect(answer.content).toBe(`Conflicts on Monday morning.\n${command.content}`)
    expect(answer).toMatchObject({
      command: "/conflicts",
      parameters: { day: "Monday", time: "morning" },
      understood: "Conflicts on Monday morning",
      conflict_ids: command.conflict_ids,
      lesson_ids: command.lesson_ids,
      provider: "engine",
      degraded: false
    })
    expect(answer.conflict_ids).toHaveLength(3)
    const done = await client.event("run.done")
    expect(done).toEqual({
      event: "run.done",
      run_id: answer.run_id,
      conversation_id: answer.conversation_id,
      outcome: "completed",
      degraded: false
    })
  })

  it("suggests changes for Mrs. Smith, with buttons whose Apply works", async () => {
    const client = await connect(server().url)
    const answer = await client.answer(client.say(helpSmith))
    expect(answer.command).toBe("/suggest")
    expect(answer.suggestions.length).toBeGreaterThan(0)
    const apply = answer.actions.find(({ command }) => command === "/apply")
    expect(apply?.parameters).toMatchObject({ suggestion: answer.suggestions[0]?.id })
    const press = freshId()
    client.sendJson({ id: press, command: apply?.command, parameters: apply?.parameters })
    const applied = await client.answer(press)
    expect(applied.data).toMatchObject({ kind: "change", change: { suggestion_id: answer.suggestions[0]?.id } })
    expect((await client.answer(client.say("Undo that"))).data).toMatchObject({
      kind: "change",
      change: { kind: "undone" }
    })
  })
}

describe("without any provider", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  flows(() => server)
})

describe.each(protocols)("with %s", protocol => {
  let server: TestServer
  let fake: FakeProviders
  beforeAll(async () => {
    fake = await fakeProviders()
    server = await startServer({ settings: aiSettings([protocol], fake.url) })
  })
  afterAll(async () => {
    await server.stop()
    await fake.close()
  })
  afterEach(() => fake.reset())

  flows(() => server)

  it("words the conflicts that it looks up by a tool, and cites them", async () => {
    const client = await connect(server.url)
    const { conflict_ids } = await client.ask("/conflicts day=monday time=morning")
    const [known = ""] = conflict_ids
    fake.script(
      protocol,
      { beats: [call("c1", "conflicts", '{"day":"monday","time":"morning"}'), finish] },
      saying("A clash ", `[conflict:${known}]`, " and a ghost [conflict:room_clash-0000].")
    )
    const ref = client.say("Tell me in two sentences how bad the beginning of our week looks to you")
    const answer = await client.answer(ref)
    expect(answer).toMatchObject({
      content: "A clash and a ghost.",
      conflict_ids: [known],
      provider: protocol,
      degraded: false
    })
    expect(answer.actions).toMatchObject([{ command: "/explain", parameters: { conflict: known } }])
    expect((await client.event("run.start", ref)).provider).toBe(protocol)
    const done = await client.event("run.done")
    expect(done).toMatchObject({ outcome: "completed", degraded: false, usage: { input: 22, output: 14 } })
    const text = client.frames.flatMap(({ event, message }) => (event?.event === "delta" ? [message.content] : []))
    expect(text.join("")).toBe(answer.content)
    expect(fake.seen[1]?.body).toContain(known)
    const metrics = await (await fetch(`${server.http}/metrics`)).text()
    expect(metrics).toMatch(/timetable_chat_unknown_ids_total 1\n/)
    expect(metrics.split("\n")).toContain(
      `timetable_chat_answer_tokens_total{school="main",user="local",provider="${protocol}"} 36`
    )
  })

  it("offers the engine's suggestions that the model had made, with an Apply that works", async () => {
    const client = await connect(server.url)
    fake.script(
      protocol,
      { beats: [call("c1", "suggest", '{"teacher":"Mrs. Smith"}'), finish] },
      saying("The first one is best.")
    )
    const answer = await client.answer(client.say("Any clever idea to make life easier for our poor Mrs. Smith, dear?"))
    expect(answer.content).toBe("The first one is best.")
    const apply = answer.actions.find(({ command }) => command === "/apply")
    const press = freshId()
    client.sendJson({ id: press, command: apply?.command, parameters: apply?.parameters })
    expect((await client.answer(press)).data).toMatchObject({
      kind: "change",
      change: { suggestion_id: answer.suggestions[0]?.id }
    })
  })
})
