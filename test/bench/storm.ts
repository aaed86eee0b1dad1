import { type Measurement, setting } from "./Measurement.ts"
import { connectionsAtMost } from "./openFiles.ts"
import { type Server, startBare, startOurs } from "./Server.ts"
import { median, shown } from "./statistics.ts"
import { TroubleClient } from "./TroubleClient.ts"

/** Fewer than the queue of connections that an operating system keeps for a server. */
const atOnce = 400
const smallReply = JSON.stringify({ type: "assistant", content: "", metadata: {} })

const oneStorm = async (server: Server, count: number) => {
  const client = new TroubleClient()
  const before = await server.cpuMicros()
  const { seconds } = await client.make({ do: "storm", url: server.url, count, atOnce })
  const cpuMicros = ((await server.cpuMicros()) - before) / count
  await client.stop()
  return { server: server.name, seconds, cpuMicros }
}

/** Everybody comes at once; each server starts anew for every storm, and the first storm of each warms it up. */
export const storm = async (): Promise<Measurement> => {
  const count = await connectionsAtMost(setting("BENCH_CONNECTIONS", 10_000))
  const rounds = setting("BENCH_ROUNDS", 3)
  const servers = [await startOurs(), await startBare(smallReply)]
  for (const server of servers) await oneStorm(server, Math.min(2_000, count))
  const storms: Array<Awaited<ReturnType<typeof oneStorm>>> = []
  for (let round = 0; round < rounds; round++) for (const server of servers) storms.push(await oneStorm(server, count))
  await Promise.all(servers.map(server => server.stop()))
  const figures = servers.map(({ name }) => {
    const own = storms.filter(({ server }) => server === name)
    return {
      server: name,
      seconds: median(own.map(({ seconds }) => seconds)),
      cpuMicros: median(own.map(({ cpuMicros }) => cpuMicros))
    }
  })
  const [ours, bare] = figures
  const ratio = (of: "seconds" | "cpuMicros") => ((ours?.[of] ?? 0) / (bare?.[of] ?? 1)).toFixed(2)
  return {
    title: `A storm: ${shown(count)} connections as fast as they are let in`,
    table: [
      ["server", "seconds", "CPU µs each"],
      ...figures.map(({ server, seconds, cpuMicros }) => [server, shown(seconds, 2), shown(cpuMicros)]),
      ["ratio", `${ratio("seconds")} ×`, `${ratio("cpuMicros")} ×`]
    ],
    notes: [
      `Medians of ${rounds}, alternating; ${atOnce} handshakes under way. Ours greets each with a frame of limits and commands.`
    ],
    figures: { count, atOnce, storms }
  }
}
