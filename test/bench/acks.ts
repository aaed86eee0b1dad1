import { makePostgres } from "../support/PostgresServer.ts"
import { LoadClient } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"

const connections = 100
const warmUpSeconds = 3

/** Messages that are stored in PostgreSQL before they are acknowledged, at a steady rate over a hundred conversations. */
export const acks = async (): Promise<Measurement> => {
  const rate = setting("BENCH_RATE", 1_000)
  const seconds = setting("BENCH_SECONDS", 10)
  const postgres = await makePostgres()
  try {
    const server = await startOurs({ DATABASE_URL: postgres.url })
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
    await server.stop()
    const perSecond = reading.answers / reading.seconds
    return {
      title: "Messages acknowledged once they are in PostgreSQL",
      table: [
        ["asked for/s", "acks/s", "p50 ms", "p99 ms", "max ms", "CPU µs"],
        [
          shown(rate),
          shown(perSecond),
          shown(reading.p50Millis, 1),
          shown(reading.p99Millis, 1),
          shown(reading.maxMillis, 1),
          shown(cpuMicros)
        ]
      ],
      notes: [
        `${connections} connections for ${seconds} s; each message is answered by the built-in assistant besides. PostgreSQL is on this machine, without fsync.`,
        "Where fewer acks come than were asked for, the machine is too small for the rate, and the times say only that."
      ],
      figures: { rate, connections, perSecond, cpuMicros, ...reading }
    }
  } finally {
    await postgres.remove()
  }
}
