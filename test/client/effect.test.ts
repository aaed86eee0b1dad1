import { Chunk, Effect, Fiber, Stream } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { answer, events, make, parts } from "../../src/client/effect.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

describe("the client for Effect", () => {
  const puppet = puppetAssistant()
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ assistant: puppet.layer })
  })
  afterAll(() => server.stop())

  it("answers as an Effect, streams as a Stream, fails typed, and is gone with its Scope", async () => {
    const program = Effect.gen(function* () {
      const client = yield* make({ url: server.url, WebSocket })
      const ready = yield* Effect.fork(Stream.runHead(events(client, "ready")))
      const help = yield* answer(() => client.say("/help conflicts"))
      const kinds = yield* Stream.runCollect(
        Stream.map(
          parts(() => client.say("/score")),
          ({ type }) => type
        )
      )
      const wrong = yield* Effect.flip(answer(() => client.say("/nonsense")))
      return {
        client,
        greeted: (yield* Fiber.join(ready))._tag,
        help: help.command,
        kinds: Chunk.toReadonlyArray(kinds),
        wrong: wrong.code
      }
    })
    const { client, ...seen } = await Effect.runPromise(Effect.scoped(program))
    expect(seen).toEqual({ greeted: "Some", help: "/help", kinds: ["answer"], wrong: "unknown_command" })
    expect(client.status.state).toBe("stopped")
  })

  it("a stream that is left before its end cancels the run", async () => {
    const program = Effect.gen(function* () {
      const client = yield* make({ url: server.url, WebSocket })
      const first = yield* Effect.fork(
        Stream.runHead(
          Stream.filter(
            parts(() => client.say("Tell me a story")),
            part => part.type === "text"
          )
        )
      )
      const question = yield* Effect.promise(() => puppet.question(1))
      question.say("Once")
      yield* Fiber.join(first)
      yield* Effect.promise(() => eventually("abandoned", question.isAbandoned))
    })
    await Effect.runPromise(Effect.scoped(program))
  })
})
