import { Schema } from "effect"
import { aiSettings } from "../support/aiSettings.ts"
import type { Protocol } from "../support/FakeDialects.ts"
import { ChildProcess } from "./ChildProcess.ts"
import { type Measurement, setting } from "./Measurement.ts"
import { type Server, startOurs, startRelay } from "./Server.ts"
import { shown } from "./statistics.ts"

const perSecond = 50

const Streamed = Schema.Struct({
  chunks: Schema.Int,
  frames: Schema.Int,
  seconds: Schema.Number,
  /** From the moment a chunk left the provider until the client read it. */
  p50Millis: Schema.Number,
  p99Millis: Schema.Number,
  maxMillis: Schema.Number,
  firstP50Millis: Schema.Number,
  firstP99Millis: Schema.Number
})

const script = (file: string): string => new URL(file, import.meta.url).pathname

const streamed = async (server: Server, runs: number) => {
  const client = new ChildProcess(script("streamClient.js"), { args: [server.url, String(runs)] })
  const before = await server.cpuMicros()
  const reading = await client.ask(Streamed, "go")
  const cpuMicros = ((await server.cpuMicros()) - before) / reading.chunks
  await client.stop()
  return { ...reading, server: server.name, cpuMicros }
}
type Row = Awaited<ReturnType<typeof streamed>>

const header = [
  "protocol",
  "server",
  "chunks/s",
  "p50 ms",
  "p99 ms",
  "max ms",
  "first p50",
  "first p99",
  "frames",
  "CPU µs"
]

const row = (what: string, figures: Row): ReadonlyArray<string> => [
  what,
  figures.server,
  shown(figures.chunks / figures.seconds),
  shown(figures.p50Millis, 1),
  shown(figures.p99Millis, 1),
  shown(figures.maxMillis, 1),
  shown(figures.firstP50Millis, 1),
  shown(figures.firstP99Millis, 1),
  shown(figures.frames),
  shown(figures.cpuMicros, 1)
]

/** Answers that stream at the same time, through our server and through one that only passes chunks on. */
export const streams = async (): Promise<Measurement> => {
  const runs = setting("BENCH_RUNS", 200)
  const seconds = setting("BENCH_SECONDS", 10)
  const provider = new ChildProcess(script("chunkProvider.js"), { args: [`${perSecond}`, `${perSecond * seconds}`] })
  const url = await provider.printed(/ready at (http:\S+)/)
  const rows: Array<readonly [string, Row]> = []
  const protocols: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]
  for (const protocol of protocols) {
    const ours = await startOurs({
      ...aiSettings([protocol], url),
      AI_FIRST_TOKEN_TIMEOUT: "20 seconds",
      AI_STALL_TIMEOUT: "15 seconds"
    })
    // Until it has answered once, the compiler is at work beside it.
    await streamed(ours, 10)
    rows.push([protocol, await streamed(ours, runs)])
    await ours.stop()
  }
  const relay = await startRelay(url)
  await streamed(relay, 10)
  rows.push(["local", await streamed(relay, runs)])
  await Promise.all([relay.stop(), provider.stop()])
  return {
    title: `Streaming: ${runs} answers at once, ${perSecond} chunks a second each, for ${seconds} s`,
    table: [header, ...rows.map(([protocol, figures]) => row(protocol, figures))],
    notes: [
      "ms: of every chunk, from leaving the provider to being read by the client. Ours rolls chunks up to 25 frames a second,",
      "so a chunk waits up to 40 ms by intent; first: the first chunk of an answer, which does not. CPU µs: of the server, a chunk."
    ],
    figures: { runs, perSecond, seconds, rows: rows.map(([protocol, figures]) => ({ protocol, ...figures })) }
  }
}
