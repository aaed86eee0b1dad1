import { Effect, Metric } from "effect"
import { Gauge, type Registry } from "prom-client"
import type { Run } from "../chat/runs/Runs.ts"
import type { Session } from "../chat/sessions/Session.ts"

/** What is looked at when somebody asks how much there is to do. */
export interface Load {
  readonly sessions: () => Iterable<Session>
  readonly runs: () => ReadonlyArray<Run>
  /** Topics that are followed, each counted for everybody who follows it. */
  readonly subscriptions: () => number
  readonly searches: () => { readonly searches: number; readonly waiting: number }
}

/** Effect's own count of the fibers that live, in the whole process. */
const fibers = Metric.value(Metric.counter("effect_fiber_active"))

/** How much is connected, under way, and waiting, as it is at the moment of the scrape. */
export const makeLoadGauges = (register: Registry, prefix: string, load: Load): void => {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers: [register],
      collect() {
        this.set(read())
      }
    })
  const over = (of: (session: Session) => number, into: (a: number, b: number) => number) => () => {
    let result = 0
    for (const session of load.sessions()) result = into(result, of(session))
    return result
  }
  const sum = (a: number, b: number) => a + b
  const inbox = (session: Session) => session.waiting
  const outbox = ({ connection }: Session) => connection.queuedBytes()

  gauge(
    "connections",
    "Open connections",
    over(() => 1, sum)
  )
  gauge("subscriptions", "Topics that are followed, counted for each follower", load.subscriptions)
  gauge("fibers", "Fibers that live; connections at rest have none", () => Effect.runSync(fibers).count)
  gauge("inbox_frames", "Frames that wait to be taken in, of all connections", over(inbox, sum))
  gauge("inbox_frames_max", "The same of the connection that has most", over(inbox, Math.max))
  gauge("outbox_bytes", "Bytes that wait to be sent, of all connections", over(outbox, sum))
  gauge("outbox_bytes_max", "The same of the connection that has most", over(outbox, Math.max))
  gauge("runs", "Answers and searches that are under way", () => load.runs().length)
  gauge("searches", "Searches in worker threads, under way or waiting", () => load.searches().searches)
  gauge("searches_waiting", "Of these, how many wait for a thread", () => load.searches().waiting)
}
