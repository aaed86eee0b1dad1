import { LoadClient, type Reading } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { type Server, startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"
import { TroubleClient } from "./TroubleClient.ts"

const others = 500
const pingEveryMillis = 1_000
const slowReaders = 100
/** Answers of 15 KB: more than the outbox and what the operating system takes for a peer. */
const unread = 800
const outboxBytes = 256 * 1024
const floods = 50

/** Five hundred who ping, before and while somebody makes trouble. */
const beside = async <A>(server: Server, seconds: number, trouble: (client: TroubleClient) => Promise<A>) => {
  const [client, bad] = [new LoadClient(), new TroubleClient()]
  await client.open(server.url, others)
  await client.ping(pingEveryMillis)
  await pause(3)
  await client.mark()
  await pause(seconds)
  const calm = await client.read()
  const before = await server.memory()
  await client.mark()
  const outcome = await trouble(bad)
  const during = await client.read()
  const after = await server.memory()
  await Promise.all([client.stop(), bad.stop()])
  return { calm, during, outcome, before, after }
}

const row = (when: string, { p50Millis, p99Millis, maxMillis }: Reading, rss: number) => [
  when,
  shown(p50Millis, 1),
  shown(p99Millis, 1),
  shown(maxMillis, 1),
  shown(rss / 1024 ** 2)
]
const header = ["", "p50 ms", "p99 ms", "max ms", "RSS MiB"]

/** A hundred who ask and do not read, among five hundred who do. */
export const slow = async (): Promise<Measurement> => {
  const server = await startOurs({ OUTBOX_BYTES: String(outboxBytes) })
  const { calm, during, outcome, before, after } = await beside(server, setting("BENCH_SECONDS", 5), async client => {
    await client.make({ do: "stopReading", url: server.url, count: slowReaders, each: unread })
    return client.make({ do: "readAgain" })
  })
  await server.stop()
  const cutOff = outcome.closed[4508] ?? 0
  return {
    title: `${slowReaders} slow readers among ${others} others, whose pings are measured`,
    table: [header, row("before", calm, before.rss), row("with them", during, after.rss)],
    notes: [
      `${cutOff} of ${slowReaders} were closed with 4508. What they missed they get by resuming: test/faults/resume.test.ts.`
    ],
    figures: { slowReaders, unread, closed: outcome.closed, calm, during, before, after }
  }
}

/** Fifty who send garbage, are closed, and come back, among five hundred who do not. */
export const garbage = async (): Promise<Measurement> => {
  const seconds = setting("BENCH_SECONDS", 5)
  const server = await startOurs()
  const { calm, during, outcome, before, after } = await beside(server, seconds, client =>
    client.make({ do: "garbage", url: server.url, count: floods, seconds })
  )
  await server.stop()
  return {
    title: `${floods} floods of garbage among ${others} others, whose pings are measured`,
    table: [header, row("before", calm, before.rss), row("with them", during, after.rss)],
    notes: [
      `${shown(outcome.count / outcome.seconds)} frames/s of garbage. Closed: ${JSON.stringify(outcome.closed)}.`
    ],
    figures: { floods, outcome, calm, during, before, after }
  }
}
