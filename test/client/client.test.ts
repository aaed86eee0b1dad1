import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { dataOf } from "../../src/client/frames.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { next, read, talk } from "./talking.ts"

describe("the typed client", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("asks before it is connected, and gets the answer with its facts", async () => {
    const { client } = talk(server.url)
    const answer = await client.ask("/conflicts day=monday time=morning")
    expect(answer.content).toContain("3 conflicts on Monday morning: 3 hard, 0 soft.")
    expect(dataOf(answer, "conflicts")?.total).toBe(3)
    expect(dataOf(answer, "history")).toBe(null)
    expect(client.ready?.user).toEqual({ id: "local", name: "Local planner" })
  })

  it("streams what is said piece by piece; the pieces are the answer", async () => {
    const { client } = talk(server.url)
    const reply = client.say("Tell me a story")
    const parts = await read(reply)
    const text = parts.map(part => (part.type === "text" ? part.text : "")).join("")
    expect(text).toBe((await reply.answer).content)
    expect(parts.filter(({ type }) => type !== "text").map(({ type }) => type)).toEqual(["started", "answer", "done"])
  })

  it("misses nothing where nothing was missed: every frame that is kept says which topic it is of", async () => {
    const { client } = talk(server.url)
    const stale: Array<unknown> = []
    client.on("stale", heard => stale.push(heard))
    for (const words of ["Tell me a story", "Tell me another one"]) await read(client.say(words))
    expect(stale).toEqual([])
  })

  it("hears of a change that it applied by a button, once, however often the button is pressed", async () => {
    const { client } = talk(server.url)
    const change = next(client, "change")
    const whatIf = await client.command("/move", { lesson: "10b Maths monday 3", to: "friday 7" }).answer
    const [suggestion] = whatIf.suggestions
    const press = {
      id: "apply-once",
      label: "Apply",
      command: "/apply",
      parameters: { suggestion: suggestion?.id, hash: suggestion?.hash, version: suggestion?.version, force: "a test" }
    }
    const [first, second] = [client.act(press), client.act(press)]
    expect(await first.answer).toEqual(await second.answer)
    expect((await change).suggestion_id).toBe(suggestion?.id)
    expect((await client.act(press).answer).message_id).toBe((await first.answer).message_id)
  })

  it("says what was wrong, which field, and whether to try again", async () => {
    const { client } = talk(server.url)
    await expect(client.ask("/where lesson=nonsense")).rejects.toMatchObject({
      code: "not_found",
      temporary: false,
      issues: [{ path: "parameters.lesson", message: "not found" }]
    })
    await expect(read(client.say("/nonsense"))).rejects.toMatchObject({ code: "unknown_command" })
  })

  it("keeps a person's talk free of what a page asks for itself", async () => {
    const { client } = talk(server.url)
    await client.ask("/conflicts day=monday", { log: false })
    await client.ask("/conflicts day=tuesday")
    // The log is written behind; before that there is no conversation.
    const kept = () =>
      client.ask("/messages").then(
        answer => dataOf(answer, "messages")?.messages ?? [],
        () => []
      )
    let messages = await kept()
    while (messages.length < 2) messages = await kept()
    expect(messages.map(({ content }) => content.split("\n")[0])).toEqual([
      "/conflicts day=tuesday",
      "1 conflict on Tuesday: 0 hard, 1 soft."
    ])
  })

  it("waits for nobody once it is closed", async () => {
    const { client } = talk(server.url)
    const reply = client.say("/help")
    client.close()
    await expect(reply.answer).rejects.toMatchObject({ code: "closed" })
    await expect(client.ask("/help")).rejects.toMatchObject({ code: "closed" })
    expect(client.status).toEqual({ state: "stopped", attempt: 0, code: 1000 })
  })

  it("lets only so much wait, and says so", async () => {
    const { client } = talk("ws://127.0.0.1:9", { queue: 2 })
    client.say("/help")
    client.say("/help")
    await expect(client.ask("/help")).rejects.toMatchObject({ code: "queue_full", temporary: true })
  })

  it("sends nothing that the server would not take", async () => {
    const { client } = talk(server.url)
    await client.ask("/help")
    await expect(client.ask("x".repeat(70_000))).rejects.toMatchObject({ code: "too_big" })
    expect(client.status.state).toBe("online")
  })
})

describe("stop", () => {
  it("ends the run; what was said so far was heard", async () => {
    const puppet = puppetAssistant()
    const server = await startServer({ assistant: puppet.layer })
    const { client } = talk(server.url)
    const reply = client.say("Tell me a long story")
    const heard: Array<string> = []
    const reading = (async () => {
      for await (const part of reply) {
        if (part.type === "text") {
          heard.push(part.text)
          reply.cancel()
        }
      }
    })()
    const question = await puppet.question(1)
    question.say("Once upon")
    await expect(reading).rejects.toMatchObject({ code: "cancelled" })
    expect(heard).toEqual(["Once upon"])
    await server.stop()
  })
})
