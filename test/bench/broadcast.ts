import { LoadClient } from "./LoadClient.ts"
import { type Measurement, setting } from "./Measurement.ts"
import { connectionsAtMost } from "./openFiles.ts"
import { type Server, startOurs, startRoom } from "./Server.ts"
import { median, shown } from "./statistics.ts"
import { TroubleClient } from "./TroubleClient.ts"

const times = 20

const sampleOf = async (ours: Server): Promise<string> => {
  const client = new LoadClient()
  await client.open(ours.url, 1)
  const { answer } = await client.sample("/help apply")
  await client.stop()
  return answer
}

const round = async (server: Server, client: TroubleClient) => {
  const before = await server.cpuMicros()
  const { count, lastMillis } = await client.make({ do: "broadcast", times })
  return { server: server.name, lastMillis, cpuMicros: ((await server.cpuMicros()) - before) / count }
}

/** One asks, all hear the answer: of ours by following one conversation, of bare `ws` by being connected. */
export const broadcast = async (): Promise<Measurement> => {
  const receivers = await connectionsAtMost(setting("BENCH_RECEIVERS", 5_000))
  const rounds = setting("BENCH_ROUNDS", 3)
  const ours = await startOurs()
  const answer = await sampleOf(ours)
  const pairs = await Promise.all(
    [ours, await startRoom(answer)].map(async server => {
      const client = new TroubleClient()
      await client.make({ do: "gather", url: server.url, count: receivers })
      await round(server, client)
      return { server, client }
    })
  )
  const results: Array<Awaited<ReturnType<typeof round>>> = []
  for (let i = 0; i < rounds; i++) for (const { server, client } of pairs) results.push(await round(server, client))
  await Promise.all(pairs.flatMap(({ server, client }) => [client.stop(), server.stop()]))
  const figures = pairs.map(({ server: { name } }) => {
    const own = results.filter(({ server }) => server === name)
    return {
      server: name,
      lastMillis: median(own.map(({ lastMillis }) => lastMillis)),
      cpuMicros: median(own.map(({ cpuMicros }) => cpuMicros))
    }
  })
  const [a, b] = figures
  return {
    title: `One answer to ${shown(receivers)} receivers`,
    table: [
      ["server", "until the last, ms", "CPU µs a receiver"],
      ...figures.map(({ server, lastMillis, cpuMicros }) => [server, shown(lastMillis, 1), shown(cpuMicros, 2)]),
      [
        "ratio",
        `${((a?.lastMillis ?? 0) / (b?.lastMillis ?? 1)).toFixed(2)} ×`,
        `${((a?.cpuMicros ?? 0) / (b?.cpuMicros ?? 1)).toFixed(2)} ×`
      ]
    ],
    notes: [
      `Medians of ${rounds} rounds of ${times}, alternating. The answer has ${shown(Buffer.byteLength(answer))} bytes.`
    ],
    figures: { receivers, rounds: results }
  }
}
