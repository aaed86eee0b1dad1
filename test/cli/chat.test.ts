import { once } from "node:events"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebSocketServer } from "ws"
import { answerExample, eventExamples } from "../../src/documents/examples.ts"
import { startServer } from "../support/TestServer.ts"
import { tokenOf, withTokens } from "../support/tokens.ts"
import { artefact } from "./artefact.ts"

const { run, serve } = artefact()

describe("chat with a running server, through a pipe", () => {
  const server: { running?: Awaited<ReturnType<typeof serve>> } = {}
  const hostAndPort = () => {
    const { hostname, port } = new URL(server.running?.url ?? expect.fail("no server"))
    return { HOST: hostname, PORT: port }
  }
  beforeAll(async () => {
    server.running = await serve()
  })
  afterAll(async () => {
    await server.running?.stop()
  })

  it("prints the answers in order and ends with the input", async () => {
    const input = "/help\n\n/conflicts day=monday time=morning\n/nonsense\nwhat can you do?\n"
    const { code, stdout, stderr } = await run(["chat"], { env: hostAndPort(), input })
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    const at = ["Welcome.", "You can ask:", "! I know no command /nonsense."].map(text => stdout.indexOf(text))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at[0]).toBe(0)
    expect(at).not.toContain(-1)
    expect(stdout).not.toContain("\u001b")
    expect(stdout.split("\n").every(line => line.length <= 100)).toBe(true)
  })

  it("loses no line of a script that is longer than the limits of the server", async () => {
    const { code, stdout } = await run(["chat"], { env: hostAndPort(), input: "/help help\n".repeat(60) })
    expect(code).toBe(0)
    expect(stdout.match(/^\/help: What can be asked/gm)).toHaveLength(60)
  })

  it("an empty input gets the greeting and ends", async () => {
    const { code, stdout } = await run(["chat"], { env: hostAndPort() })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Welcome\. .+\n$/s)
  })
})

describe("chat with a server that wants to know who one is", () => {
  it("takes a token from the command line or the environment", async () => {
    const { url, stop } = await startServer({ settings: withTokens })
    const token = await tokenOf("smith")
    const input = "/help help\n"
    const given = await run(["chat", "--url", url, "--token", token], { input })
    const known = await run(["chat", "--url", url], { env: { TIMETABLE_CHAT_TOKEN: token }, input })
    const refused = await run(["chat", "--url", url, "--token", "none"], { input })
    await stop()
    for (const { code, stdout, stderr } of [given, known]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
      expect(stdout).toContain("/help: What can be asked")
    }
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: "" })
    expect(refused.stderr).toBe(
      `timetable-chat: cannot talk to ${url}: it wants a token, and not this one; give --token\n`
    )
  }, 60_000)
})

describe("chat with a server that restarts", () => {
  it("comes back and asks again what was not answered", async () => {
    const wss = new WebSocketServer({ host: "127.0.0.1", port: 0 })
    const heard: Array<{ readonly id: string; readonly content: string }> = []
    wss.on("connection", ws => {
      const say = (metadata: object, type = "system", content = "Welcome.") =>
        ws.send(JSON.stringify({ id: "s", type, content, timestamp: "2026-09-01T08:00:00Z", metadata }))
      say(eventExamples.ready)
      ws.on("message", data => {
        const frame: { readonly id: string; readonly content: string } = JSON.parse(data.toString())
        heard.push(frame)
        if (heard.length === 1) ws.close(1012)
        else say({ ...answerExample, ref: frame.id }, "assistant", "Here I am.")
      })
    })
    await once(wss, "listening")
    const address = wss.address()
    const port = typeof address === "object" && address !== null ? address.port : expect.fail("no port")
    const { code, stdout, stderr } = await run(["chat", "--url", `ws://127.0.0.1:${port}/`], { input: "hello\n" })
    wss.close()
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toBe("Welcome.\nThe connection is lost; trying again …\nConnected again.\nHere I am.\n")
    expect(heard.map(({ content }) => content)).toEqual(["hello", "hello"])
    expect(heard[0]?.id).toBe(heard[1]?.id)
  })
})

describe("chat with a server that is not to be trusted", () => {
  it("prints no control characters of names", async () => {
    const wss = new WebSocketServer({ host: "127.0.0.1", port: 0 })
    wss.on("connection", ws => {
      const say = (metadata: object, content = "\u001b[2J\u009b31mMrs.\u0007 Smith\u202e") =>
        ws.send(JSON.stringify({ id: "s", type: "assistant", content, timestamp: "2026-09-01T08:00:00Z", metadata }))
      say({ event: "goodbye", reason: "test", reconnect: false, after_ms: 0 })
      ws.close(1000)
    })
    await once(wss, "listening")
    const address = wss.address()
    const port = typeof address === "object" && address !== null ? address.port : expect.fail("no port")
    const { code, stdout, stderr } = await run(["chat", "--url", `ws://127.0.0.1:${port}/`])
    wss.close()
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toBe("�[2J�31mMrs.� Smith�\n")
  })
})

describe("chat without a server", () => {
  it("says that there is none, with exit code 1", async () => {
    const { code, stdout, stderr } = await run(["chat", "--url", "ws://127.0.0.1:1/ws/chat"], { input: "/help\n" })
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toMatch(/^timetable-chat: cannot talk to ws:\/\/127\.0\.0\.1:1\/ws\/chat: .+\n$/)
  })

  it("an address that is none is bad usage", async () => {
    const { code, stdout, stderr } = await run(["chat", "--url", "localhost"])
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toBe(
      'timetable-chat: "localhost" is no address of a WebSocket, such as ws://127.0.0.1:3000/ws/chat\n'
    )
  })
})
