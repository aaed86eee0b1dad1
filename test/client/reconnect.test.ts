import { describe, expect, it, onTestFinished } from "vitest"
import { WebSocketServer } from "ws"
import { backOff } from "../../src/client/backOff.ts"
import { verdictOf } from "../../src/client/verdictOf.ts"
import { closeCodes } from "../../src/protocol/CloseCode.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { startServer } from "../support/TestServer.ts"
import { next, read, talk } from "./talking.ts"

const serve = async (unusual: Parameters<typeof startServer>[0] = {}) => {
  const server = await startServer(unusual)
  onTestFinished(() => server.stop())
  return server
}

describe("when the connection is lost", () => {
  it("in the middle of an answer, the rest comes after it, and no text twice", async () => {
    const puppet = puppetAssistant()
    const server = await serve({ assistant: puppet.layer })
    const { client, cut } = talk(server.url)
    const reply = client.say("Tell me a story")
    const parts = reply[Symbol.asyncIterator]()
    const question = await puppet.question(1)
    question.say("Once upon")
    let shown = ""
    const take = async (until: string) => {
      while (shown !== until) {
        const { value, done } = await parts.next()
        if (done === true) throw new Error(`ended with "${shown}"`)
        if (value?.type === "text") shown += value.text
        if (value?.type === "reset") shown = value.text
      }
    }
    await take("Once upon")
    const snapshot = next(client, "run.snapshot")
    cut()
    expect((await snapshot).text).toBe("Once upon")
    expect(client.ready?.resumed).toMatchObject({ [`conv:${client.conversation}`]: true })
    question.say(" a time.")
    question.finish()
    await take("Once upon a time.")
    expect((await reply.answer).content).toBe("Once upon a time.")
    expect(puppet.asked).toHaveLength(1)
  })

  it("an answer that came meanwhile is found in the conversation", async () => {
    const puppet = puppetAssistant()
    const server = await serve({ assistant: puppet.layer })
    const { client, cut, status, online } = talk(server.url)
    const reply = client.say("Tell me a story")
    const question = await puppet.question(1)
    cut()
    await status("waiting")
    question.say("The end.")
    question.finish()
    await online()
    expect((await reply.answer).content).toBe("The end.")
    expect(puppet.asked).toHaveLength(1)
  })

  it("what is said meanwhile is sent in order when it is back, and done once", async () => {
    const server = await serve()
    const { client, cut, status } = talk(server.url)
    await client.ask("/help")
    cut()
    await status("waiting")
    const lock = client.command("/lock", { lesson: "7a Maths monday 3", why: "a test" })
    const after = client.say("/history limit=5")
    expect((await lock.answer).command).toBe("/lock")
    expect((await after.answer).content.match(/locked/g)).toHaveLength(1)
  })

  it("by a restart of the server, it is back on the new one, and what waited is answered there", async () => {
    const first = await startServer({ settings: { DRAIN_TIMEOUT: "1 second" } })
    const { client, status, online } = talk(first.url)
    await client.ask("/help")
    const goodbye = next(client, "goodbye")
    await first.stop()
    expect((await goodbye).reconnect).toBe(true)
    expect(await status("waiting")).toMatchObject({ code: 1012 })
    const answer = client.ask("/score")
    const stale = next(client, "stale")
    await serve({ settings: { PORT: String(first.port) } })
    expect((await answer).command).toBe("/score")
    await online()
    // A server that kept nothing of the session says so: what was loaded has to be loaded anew.
    expect((await stale).topics).toEqual([`conv:${client.conversation}`, expect.stringMatching(/^timetable:/)])
  })
})

describe("by its close code", () => {
  /** A server that ends each connection with the next of these codes, and greets none. */
  const closing = async (...codes: ReadonlyArray<number>) => {
    const left = [...codes]
    const wss = new WebSocketServer({ port: 0, host: "127.0.0.1" })
    await new Promise(resolve => wss.once("listening", resolve))
    onTestFinished(() => void wss.close())
    wss.on("connection", ws => {
      const code = left.shift()
      if (code !== undefined) ws.close(code)
    })
    const address = wss.address()
    return { wss, url: `ws://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` }
  }

  it.each([1000, 1008, 4400, 4403, 4406, 4409])("%i it stays away and refuses what it had sent", async code => {
    const { url } = await closing(code)
    const { status } = talk(url)
    expect(await status("stopped")).toEqual({ state: "stopped", attempt: 0, code })
  })

  it("4401 it asks for a token anew, once: a second one that is no good ends it", async () => {
    const { url } = await closing(4401, 4401)
    const tokens: Array<number> = []
    const { status } = talk(url, {
      token: () => {
        tokens.push(tokens.length)
        return "stale"
      }
    })
    expect(await status("stopped")).toMatchObject({ code: 4401 })
    expect(tokens).toEqual([0, 1])
  })

  it("4408 it sleeps until something is said", async () => {
    const { url, wss } = await closing(4408)
    const { client, status } = talk(url)
    await status("asleep")
    const back = new Promise(resolve => wss.once("connection", resolve))
    client.say("/help")
    await back
  })

  it("every code of the server has its verdict", () => {
    const verdicts = Object.values(closeCodes).map(({ code }) => [code, verdictOf(code).action])
    expect(Object.fromEntries(verdicts)).toEqual({
      1000: "stop",
      1001: "stop",
      1003: "retry",
      1008: "stop",
      1009: "retry",
      1011: "retry",
      1012: "retry",
      1013: "retry",
      4400: "stop",
      4401: "token",
      4403: "stop",
      4406: "stop",
      4408: "asleep",
      4409: "stop",
      4429: "retry",
      4508: "retry",
      4512: "retry"
    })
    expect([1002, 1003, 1007, 1009].map(code => verdictOf(code).drops)).toEqual([true, true, true, true])
    expect([1013, 4429].map(code => verdictOf(code).afterMillis)).toEqual([5_000, 5_000])
  })

  it("waits longer each time, by chance, and half a minute at most", () => {
    expect([0, 1, 2, 3].map(attempt => backOff(attempt, () => 1))).toEqual([400, 800, 1_600, 3_200])
    expect([0, 1, 2, 3].map(attempt => backOff(attempt, () => 0))).toEqual([200, 400, 800, 1_600])
    expect(backOff(50, () => 1)).toBe(30_000)
  })
})

describe("a stream that nobody reads", () => {
  it("holds one text, not ten thousand", async () => {
    const { Parts } = await import("../../src/client/Parts.ts")
    const parts = new Parts()
    for (let i = 0; i < 10_000; i++) parts.push({ type: "text", text: "a" })
    parts.push({ type: "reset", text: "" })
    for (let i = 0; i < 3; i++) parts.push({ type: "text", text: "b" })
    parts.end()
    expect(await read(parts)).toEqual([{ type: "reset", text: "bbb" }])
  })
})
