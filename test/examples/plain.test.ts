import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { WebSocket } from "ws"
import type { Action } from "../../src/protocol/Action.ts"
import type { WireSuggestion } from "../../src/protocol/WireSuggestion.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { Watch } from "../support/Watch.ts"

interface Shown {
  readonly text: string
  readonly suggestions: ReadonlyArray<WireSuggestion>
  readonly actions: ReadonlyArray<Action>
}

interface Example {
  readonly talk: (
    url: string,
    ends: {
      readonly show: (text: string, suggestions: Shown["suggestions"], actions: Shown["actions"]) => void
      readonly stream: (text: string) => void
      readonly status: (text: string) => void
    },
    Socket: new (url: string, protocol: string) => WebSocket
  ) => {
    readonly say: (words: string) => string
    readonly press: (action: Action) => string
    readonly close: () => void
  }
}

const file = new URL("../../examples/plain.js", import.meta.url)
const running: { server?: TestServer } = {}
const server = () => running.server ?? expect.fail("no server")
beforeAll(async () => {
  running.server = await startServer()
})
afterAll(() => running.server?.stop())

/** The example, and what a person would see of it. */
const visitor = async () => {
  const { talk }: Example = await import(file.href)
  const shown: Array<Shown> = []
  const said: Array<string> = []
  const streamed: Array<string> = []
  const sockets: Array<WebSocket> = []
  const watch = new Watch()
  class Socket extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol)
      sockets.push(this)
    }
  }
  const ends = {
    show: (text: string, suggestions: Shown["suggestions"], actions: Shown["actions"]) => {
      shown.push({ text, suggestions, actions })
      watch.changed()
    },
    stream: (text: string) => {
      streamed.push(text)
    },
    status: (text: string) => {
      said.push(text)
      watch.changed()
    }
  }
  const { say, press, close } = talk(server().url, ends, Socket)
  onTestFinished(close)
  await watch.until("the greeting", () => said.find(text => text.startsWith("Welcome.")))
  return {
    say,
    press,
    said,
    streamed,
    sockets,
    answer: (nth: number) => watch.until("an answer", () => shown[nth]),
    watch
  }
}

describe("the plain example, on the real server", () => {
  it("is sixty lines at most", () => {
    expect(readFileSync(file, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(60)
  })

  it("asks the ticket's first question and shows the answer", async () => {
    const { say, answer } = await visitor()
    say("What conflicts do we have on Monday morning?")
    const { text } = await answer(0)
    expect(text).toContain("3 conflicts on Monday morning: 3 hard, 0 soft.")
  })

  it("applies a suggestion with its button, and hears of the change", async () => {
    const { say, press, answer, said, watch } = await visitor()
    say("Can you help optimize Mrs. Smith's schedule?")
    const { suggestions, actions } = await answer(0)
    const apply = actions.find(({ command }) => command === "/apply") ?? expect.fail("no button to apply")
    expect(suggestions[0]?.id).toBe(apply.parameters.suggestion)
    press(apply)
    expect((await answer(1)).text).toMatch(/version 2/)
    await watch.until("the change", () => said.find(text => text.startsWith("Local planner:")))
  })

  it("comes back when the connection breaks, and asks again what was not answered", async () => {
    const { say, answer, sockets, said, watch } = await visitor()
    sockets[0]?.terminate()
    say("/help help")
    expect((await answer(0)).text).toMatch(/^\/help: /)
    await watch.until("the second greeting", () => said.filter(text => text.startsWith("Welcome."))[1])
    expect(sockets).toHaveLength(2)
  })
})
