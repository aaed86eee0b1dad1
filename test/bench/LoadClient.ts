import { Schema } from "effect"
import { ChildProcess } from "./ChildProcess.ts"

/** What a client process is asked to do. */
export const Task = Schema.Union(
  Schema.Struct({ do: Schema.Literal("open"), url: Schema.String, count: Schema.Int, compression: Schema.Boolean }),
  /** Every connection sends /help, and again after each answer, so that `outstanding` are always under way. */
  Schema.Struct({ do: Schema.Literal("begin"), outstanding: Schema.Int }),
  /** Every connection pings so often, for ever; their round trips are what is then measured. */
  Schema.Struct({ do: Schema.Literal("ping"), everyMillis: Schema.Int }),
  /** Every connection says something so often, for ever; how long its ack takes is then measured. */
  Schema.Struct({ do: Schema.Literal("say"), everyMillis: Schema.Number }),
  /** Forgets what was measured so far. */
  Schema.Struct({ do: Schema.Literal("mark") }),
  Schema.Struct({ do: Schema.Literal("read") }),
  /** Sends no more, and is done when everything is answered. */
  Schema.Struct({ do: Schema.Literal("rest") }),
  /** Pings on every connection and counts those that answer. */
  Schema.Struct({ do: Schema.Literal("alive") }),
  Schema.Struct({ do: Schema.Literal("close") }),
  /** One command; the frame that answers it. */
  Schema.Struct({ do: Schema.Literal("sample"), command: Schema.String })
)
export type Task = typeof Task.Type

export const Done = Schema.Struct({ done: Schema.Literal(true) })

export const Sampled = Schema.Struct({ answer: Schema.String })

export const Alive = Schema.Struct({
  answered: Schema.Int,
  /** Heartbeats of the server since the connections were opened, of all and of the connection that got fewest. */
  heartbeats: Schema.Int,
  fewestHeartbeats: Schema.Int
})

/** Since the last mark. */
export const Reading = Schema.Struct({
  answers: Schema.Int,
  /** Runs that were told to be done. */
  runs: Schema.Int,
  seconds: Schema.Number,
  p50Millis: Schema.Number,
  p99Millis: Schema.Number,
  maxMillis: Schema.Number,
  /** 1 = the client's process is busy all the time and may be what limits the rate. */
  clientLoad: Schema.Number
})
export type Reading = typeof Reading.Type

const done = (child: ChildProcess, task: Task) => child.ask(Done, task)

/** Clients of one server, in a process of their own. */
export class LoadClient {
  readonly #child = new ChildProcess(new URL("client.js", import.meta.url).pathname)

  open(url: string, count: number, compression = false) {
    return done(this.#child, { do: "open", url, count, compression })
  }
  begin(outstanding: number) {
    return done(this.#child, { do: "begin", outstanding })
  }
  ping(everyMillis: number) {
    return done(this.#child, { do: "ping", everyMillis })
  }
  say(everyMillis: number) {
    return done(this.#child, { do: "say", everyMillis } satisfies Task)
  }
  mark() {
    return done(this.#child, { do: "mark" })
  }
  read() {
    return this.#child.ask(Reading, { do: "read" } satisfies Task)
  }
  rest() {
    return done(this.#child, { do: "rest" })
  }
  alive() {
    return this.#child.ask(Alive, { do: "alive" } satisfies Task)
  }
  sample(command = "/help") {
    return this.#child.ask(Sampled, { do: "sample", command } satisfies Task)
  }
  close() {
    return done(this.#child, { do: "close" })
  }
  stop() {
    return this.#child.stop()
  }
}
