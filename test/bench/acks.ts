import { makePostgres } from "../support/PostgresServer.ts"
import { LoadClient, type Reading } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { type Server, startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"

const connections = 100
const rates = [50, 200, 500, 1_000]
const warmUpSeconds = 3

interface AtRate extends Reading {
  readonly rate: number
  readonly perSecond: number
  readonly answeredPerSecond: number
  readonly cpuMicros: number
}

const atRate = async (server: Server, rate: number, seconds: number): Promise<AtRate> => {
  const client = new LoadClient()
  await client.open(server.url, connections)
  await client.say((1000 * connections) / rate)
  await pause(warmUpSeconds)
  const before = await server.cpuMicros()
  await client.mark()
  await pause(seconds)
  const reading = await client.read()
  const cpuMicros = ((await server.cpuMicros()) - before) / reading.answers
  await client.stop()
  return {
    ...reading,
    rate,
    perSecond: reading.answers / reading.seconds,
    answeredPerSecond: reading.runs / reading.seconds,
    cpuMicros
  }
}

/** Messages that are stored in PostgreSQL before they are acknowledged, at steady rates over a hundred conversations. */
export const acks = async (): Promise<Measurement> => {
  const seconds = setting("BENCH_SECONDS", 8)
  const asked = process.env.BENCH_RATE === undefined ? rates : [setting("BENCH_RATE", 1_000)]
  const postgres = await makePostgres()
  try {
    const server = await startOurs({ DATABASE_URL: postgres.url })
    const figures: Array<AtRate> = []
    for (const rate of asked) figures.push(await atRate(server, rate, seconds))
    await server.stop()
    return {
      title: "Messages acknowledged once they are in PostgreSQL",
      table: [
        ["asked for/s", "acks/s", "p50 ms", "p99 ms", "max ms", "answers/s", "CPU µs"],
        ...figures.map(({ rate, perSecond, p50Millis, p99Millis, maxMillis, answeredPerSecond, cpuMicros }) => [
          shown(rate),
          shown(perSecond),
          shown(p50Millis, 1),
          shown(p99Millis, 1),
          shown(maxMillis, 1),
          shown(answeredPerSecond),
          shown(cpuMicros)
        ])
      ],
      notes: [
        `${connections} connections for ${seconds} s each; each message is answered by the built-in assistant besides. PostgreSQL is on this machine, without fsync.`,
        "Where fewer acks come than were asked for, the machine is too small for the rate, and the times say only that."
      ],
      figures: { connections, rates: figures }
    }
  } finally {
    await postgres.remove()
  }
}
