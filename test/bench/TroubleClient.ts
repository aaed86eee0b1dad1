import { Schema } from "effect"
import { ChildProcess } from "./ChildProcess.ts"

/** What a process full of bad company is asked to do. Each answers when it is done. */
export const Trouble = Schema.Union(
  /** Opens so many as fast as the server lets it, `atOnce` handshakes under way; they stay open. */
  Schema.Struct({ do: Schema.Literal("storm"), url: Schema.String, count: Schema.Int, atOnce: Schema.Int }),
  /** Opens and closes so many, `atOnce` of them at a time. */
  Schema.Struct({ do: Schema.Literal("churn"), url: Schema.String, count: Schema.Int, atOnce: Schema.Int }),
  /** So many who ask `each` times for what is large and read none of it. */
  Schema.Struct({ do: Schema.Literal("stopReading"), url: Schema.String, count: Schema.Int, each: Schema.Int }),
  /** They read again what was sent: counts how they were closed. */
  Schema.Struct({ do: Schema.Literal("readAgain") }),
  /** So many at a time who send garbage until they are closed, and come back. */
  Schema.Struct({ do: Schema.Literal("garbage"), url: Schema.String, count: Schema.Int, seconds: Schema.Number }),
  /** So many who follow one conversation. */
  Schema.Struct({ do: Schema.Literal("gather"), url: Schema.String, count: Schema.Int }),
  /** Something is told to all of them, so many times, one after another. */
  Schema.Struct({ do: Schema.Literal("broadcast"), times: Schema.Int })
)
export type Trouble = typeof Trouble.Type

export const Outcome = Schema.Struct({
  seconds: Schema.Number,
  /** What was opened, closed, or heard. */
  count: Schema.Int,
  /** How connections were closed, by code. */
  closed: Schema.Record({ key: Schema.String, value: Schema.Int }),
  /** Of a broadcast, until the last of all had heard it; the median. */
  lastMillis: Schema.Number
})
export type Outcome = typeof Outcome.Type

/** Clients that mean no good, or are many, in a process of their own. */
export class TroubleClient {
  readonly #child = new ChildProcess(new URL("troubles.js", import.meta.url).pathname)

  make(trouble: Trouble): Promise<Outcome> {
    return this.#child.ask(Outcome, trouble)
  }

  stop(): Promise<void> {
    return this.#child.stop()
  }
}
