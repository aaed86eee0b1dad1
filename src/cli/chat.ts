import { createInterface } from "node:readline"
import { Command, Options } from "@effect/cli"
import { Config, Effect, Option } from "effect"
import { WebSocket } from "ws"
import { badInput, type Failure, failed } from "./Failure.ts"
import { Turns } from "./Turns.ts"
import { terminalText, wrapped } from "./terminalText.ts"

const url = Options.text("url").pipe(
  Options.withDescription("where the server is; default ws://HOST:PORT/ws/chat of the settings"),
  Options.optional
)

const defaultUrl = Effect.gen(function* () {
  const host = yield* Config.withDefault(Config.string("HOST"), "127.0.0.1")
  const port = yield* Config.withDefault(Config.string("PORT"), "3000")
  return `ws://${host.includes(":") ? `[${host}]` : host}:${port}/ws/chat`
})

/** `ws` throws on an address that it cannot read. */
const checked = (address: string): Effect.Effect<string, Failure> =>
  URL.canParse(address) && /^wss?:$/.test(new URL(address).protocol)
    ? Effect.succeed(address)
    : Effect.fail(badInput(`"${address}" is no address of a WebSocket, such as ws://127.0.0.1:3000/ws/chat`))

/** Talks to the server until the person leaves (Ctrl-D), the input ends, or the connection does. */
const converse = (address: string) =>
  Effect.async<void, Failure>(resume => {
    const ws = new WebSocket(address, ["timetable-chat.v1"])
    const isTerminal = process.stdin.isTTY === true
    const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal, prompt: "> " })
    const say = (text: string) => {
      if (isTerminal) process.stdout.write("\r\u001b[K")
      process.stdout.write(`${wrapped(terminalText(text), process.stdout.columns ?? 100)}\n`)
      if (isTerminal) reader.prompt(true)
    }
    const turns = new Turns({
      send: frame => ws.send(frame),
      say,
      later: (job, millis) => setTimeout(job, millis),
      done: () => ws.close(1000)
    })
    reader.on("line", line => {
      turns.line(line)
      if (isTerminal) reader.prompt()
    })
    reader.on("close", () => turns.end())
    ws.on("message", data => turns.heard(data.toString()))
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
    yield* converse(yield* checked(address))
  })
).pipe(Command.withDescription("Talk to a running server from the terminal. Ctrl-D leaves."))
