import type { Server } from "../bench/Server.ts"
import type { Counts } from "./Score.ts"

/** The server at one moment. */
export interface Sample {
  /** Seconds since the load began. */
  readonly at: number
  /** Bytes, after a full collection. */
  readonly rss: number
  readonly heap: number
  readonly fibers: number
  readonly connections: number
  readonly subscriptions: number
  readonly runs: number
  /** Milliseconds by which the event loop was late since the sample before. */
  readonly loopP99Millis: number
  readonly loopMaxMillis: number
  /** Errors told to clients so far, by code. */
  readonly errors: Counts
}

const line = /^timetable_chat_([a-z0-9_]+)(?:\{(?:[a-z]+="([^"]*)")?[^}]*\})? (\S+)$/gm

/** Prometheus' text, as far as it matters here: name, first label, value. */
const read = (text: string) =>
  [...text.matchAll(line)].map(([, name = "", label = "", value]) => ({ name, label, value: Number(value) }))

/** Each look at the metrics begins a new measurement of the event loop; a collection makes it late and is no part of it. */
export const sample = async (server: Server, at: number): Promise<Sample> => {
  const look = async () => (await fetch(`${server.url.replace(/^ws(.*)\/ws\/chat$/, "http$1")}/metrics`)).text()
  const metrics = read(await look())
  const one = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN
  const errors = metrics
    .filter(({ name }) => name === "errors_total")
    .map(({ label, value }) => [label, value] as const)
  const { rss, heap } = await server.memory()
  await look()
  return {
    at,
    rss,
    heap,
    fibers: one("fibers"),
    connections: one("connections"),
    subscriptions: one("subscriptions"),
    runs: one("runs"),
    loopP99Millis: one("nodejs_eventloop_lag_p99_seconds") * 1000,
    loopMaxMillis: one("nodejs_eventloop_lag_max_seconds") * 1000,
    errors: Object.fromEntries(errors)
  }
}
