import { Schema } from "effect"
import { aiSettings } from "../support/aiSettings.ts"
import type { Protocol } from "../support/FakeDialects.ts"
import { ChildProcess } from "./ChildProcess.ts"
import { Done } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { probing, type Server, startOurs, startRelay, Usage } from "./Server.ts"
import { shown } from "./statistics.ts"

const chunksPerSecond = 50
/** Until all have begun; answers are longer than anything that is measured. */
const beginningSeconds = 60
const warmUpSeconds = 1

/** ms from the moment a chunk left the provider until the client read it. */
const Reading = Schema.Struct({
  cpuMicros: Schema.Number,
  chunks: Schema.Int,
  frames: Schema.Int,
  p50Millis: Schema.Number,
  p99Millis: Schema.Number,
  maxMillis: Schema.Number,
  firstP50Millis: Schema.Number,
  firstP99Millis: Schema.Number
})

const script = (file: string): string => new URL(file, import.meta.url).pathname

const streamed = async (server: Server, provider: ChildProcess, runs: number, seconds: number) => {
  const used = async () => ({
    server: await server.cpuMicros(),
    provider: (await provider.ask(Usage, "cpu")).cpuMicros
  })
  const client = new ChildProcess(script("streamClient.js"), { args: [server.url, String(runs)] })
  await client.ask(Done, "begin")
  await pause(warmUpSeconds)
  const before = await used()
  await client.ask(Done, "mark")
  await pause(seconds)
  const reading = await client.ask(Reading, "read")
  const after = await used()
  await Promise.all([client.stop(), server.stop()])
  const share = (micros: number): number => micros / (seconds * 1e6)
  return {
    ...reading,
    server: server.name,
    perSecond: reading.chunks / seconds,
    cpuMicros: (after.server - before.server) / reading.chunks,
    /** Of one core. */
    shares: {
      server: share(after.server - before.server),
      provider: share(after.provider - before.provider),
      client: share(reading.cpuMicros)
    }
  }
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
  "CPU µs",
  "server %",
  "provider %",
  "clients %"
]

const row = (what: string, figures: Row): ReadonlyArray<string> => [
  what,
  figures.server,
  shown(figures.perSecond),
  shown(figures.p50Millis, 1),
  shown(figures.p99Millis, 1),
  shown(figures.maxMillis, 1),
  shown(figures.firstP50Millis, 1),
  shown(figures.firstP99Millis, 1),
  shown(figures.frames),
  shown(figures.cpuMicros, 1),
  ...Object.values(figures.shares).map(share => shown(100 * share))
]

/** Answers that stream at the same time, through our server and through one that only passes chunks on. */
export const streams = async (): Promise<Measurement> => {
  const runs = setting("BENCH_RUNS", 200)
  const seconds = setting("BENCH_SECONDS", 10)
  const chunks = chunksPerSecond * (seconds + beginningSeconds)
  const provider = new ChildProcess(script("chunkProvider.js"), {
    args: [`${chunksPerSecond}`, `${chunks}`],
    nodeOptions: probing
  })
  const url = await provider.printed(/ready at (http:\S+)/)
  const protocols: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]
  const rows: Array<readonly [string, Row]> = []
  for (const protocol of protocols) {
    const patient = { AI_FIRST_TOKEN_TIMEOUT: "20 seconds", AI_STALL_TIMEOUT: "15 seconds", DRAIN_TIMEOUT: "1 second" }
    const ours = await startOurs({ ...aiSettings([protocol], url), ...patient })
    rows.push([protocol, await streamed(ours, provider, runs, seconds)])
  }
  rows.push(["local", await streamed(await startRelay(url), provider, runs, seconds)])
  await provider.stop()
  return {
    title: `Streaming: ${runs} answers at once, ${chunksPerSecond} chunks a second each, for ${seconds} s`,
    table: [header, ...rows.map(([protocol, figures]) => row(protocol, figures))],
    notes: [
      "ms: of every chunk, from leaving the provider to being read by the client. Ours rolls chunks up to 25 frames a second,",
      "so a chunk waits up to 40 ms by intent; first: the first chunk of an answer, which does not. CPU µs: of the server, a chunk; %: of one core, by each process' own accounting."
    ],
    figures: { runs, chunksPerSecond, seconds, rows: rows.map(([protocol, figures]) => ({ protocol, ...figures })) }
  }
}
