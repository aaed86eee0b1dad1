import { createInterface } from "node:readline"
import { Command, Options } from "@effect/cli"
import { Config, Effect, Option } from "effect"
import { v7 } from "uuid"
import { WebSocket } from "ws"
import { decodeServerFrame } from "../protocol/ServerFrame.ts"
import { failed } from "./Failure.ts"
import { terminalText, wrapped } from "./terminalText.ts"

const url = Options.text("url").pipe(
  Options.withDescription("where the server is; default ws://HOST:PORT/ws/chat of the settings"),
  Options.optional
)

const defaultUrl = Effect.gen(function* () {
  const host = yield* Config.withDefault(Config.string("HOST"), "127.0.0.1")
  const port = yield* Config.withDefault(Config.string("PORT"), "3000")
  return `ws://${host}:${port}/ws/chat`
})

const frame = (text: string): string =>
  JSON.stringify({
    id: v7(),
    type: text.startsWith("/") ? "command" : "user",
    content: text,
    timestamp: new Date().toISOString()
  })

/** What a person sees of a frame; null = nothing. Streamed pieces are left to the final message. */
const shown = (text: string): string | null => {
  const { message, answer, event } = decodeServerFrame(text)
  if (answer !== null) return message.content
  if (event === null) return null
  switch (event.event) {
    case "ready":
    case "goodbye":
      return message.content
    case "error":
      return [`! ${message.content}`, ...(event.retry_after_ms === undefined ? [] : ["  Try again in a moment."])].join(
        "\n"
      )
    default:
      return null
  }
}

const expectsAnswer = (text: string): boolean => {
  const { answer, event } = decodeServerFrame(text)
  return answer !== null || event?.event === "error"
}

/** Talks to the server until the person leaves (Ctrl-D), the input ends, or the connection does. */
const converse = (address: string) =>
  Effect.async<void, ReturnType<typeof failed>>(resume => {
    const ws = new WebSocket(address, ["timetable-chat.v1"])
    const isTerminal = process.stdin.isTTY === true
    const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal, prompt: "> " })
    let waiting = 0
    let ended = false
    let greeted = false
    const say = (text: string) => {
      if (isTerminal) process.stdout.write("\r\u001b[K")
      process.stdout.write(`${wrapped(terminalText(text), process.stdout.columns ?? 100)}\n`)
      if (isTerminal) reader.prompt(true)
    }
    const leaveWhenDone = () => {
      if (ended && waiting === 0 && greeted) ws.close(1000)
    }
    // Lines wait until the server has greeted: input from a pipe is there before the connection is.
    reader.pause()
    reader.on("line", line => {
      const text = line.trim()
      if (text !== "") {
        waiting += 1
        ws.send(frame(text))
      }
      if (isTerminal) reader.prompt()
    })
    reader.on("close", () => {
      ended = true
      leaveWhenDone()
    })
    ws.on("message", data => {
      const text = data.toString()
      const line = shown(text)
      if (line !== null) say(line)
      if (!greeted) {
        greeted = true
        reader.resume()
        if (isTerminal) reader.prompt()
      } else if (expectsAnswer(text)) waiting -= 1
      leaveWhenDone()
    })
    ws.on("error", error => {
      reader.close()
      resume(Effect.fail(failed(`cannot talk to ${address}: ${error.message}. Is the server running (npm start)?`)))
    })
    ws.on("close", (code, reason) => {
      reader.close()
      resume(code === 1000 || code === 1005 ? Effect.void : Effect.fail(failed(`the server closed: ${code} ${reason}`)))
    })
    return Effect.sync(() => {
      reader.close()
      ws.terminate()
    })
  })

export const chat = Command.make("chat", { url }, options =>
  Effect.gen(function* () {
    const address = Option.isSome(options.url) ? options.url.value : yield* Effect.orDie(defaultUrl)
    yield* converse(address)
  })
).pipe(Command.withDescription("Talk to a running server from the terminal. Ctrl-D leaves."))
