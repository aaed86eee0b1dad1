import { Command, Options } from "@effect/cli"
import { Config, Effect, Option } from "effect"
import { converse } from "./converse.ts"
import { badInput, type Failure } from "./Failure.ts"

const url = Options.text("url").pipe(
  Options.withDescription("where the server is; default ws://HOST:PORT/ws/chat of the settings"),
  Options.optional
)

const token = Options.text("token").pipe(
  Options.withDescription(
    "who you are, where the server wants to know; better in TIMETABLE_CHAT_TOKEN, which no list of processes shows"
  ),
  Options.withFallbackConfig(Config.nonEmptyString("TIMETABLE_CHAT_TOKEN")),
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

export const chat = Command.make("chat", { url, token }, options =>
  Effect.gen(function* () {
    const address = Option.isSome(options.url) ? options.url.value : yield* Effect.orDie(defaultUrl)
    yield* converse({
      address: yield* checked(address),
      token: Option.getOrUndefined(options.token),
      noColor: Option.getOrUndefined(yield* Effect.orDie(Config.option(Config.string("NO_COLOR"))))
    })
  })
).pipe(Command.withDescription("Talk to a running server from the terminal. Ctrl-C cancels an answer, Ctrl-D leaves."))
