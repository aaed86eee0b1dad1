import { LoadClient } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { connectionsAtMost } from "./openFiles.ts"
import { type Server, startBare, startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"

const settleSeconds = 2
const smallReply = JSON.stringify({ type: "assistant", content: "", metadata: {} })

const connect = async (server: Server, connections: number) => {
  const client = new LoadClient()
  const base = await server.memory()
  const half = Math.ceil(connections / 2)
  await client.open(server.url, half)
  await pause(settleSeconds)
  const atHalf = await server.memory()
  await client.open(server.url, connections - half)
  await pause(settleSeconds)
  const atFull = await server.memory()
  return { server, client, base, atHalf, atFull, counted: connections - half }
}

const holdAndCount = async ({ server, client, base, atHalf, atFull, counted }: Awaited<ReturnType<typeof connect>>) => {
  const { answered, heartbeats, fewestHeartbeats } = await client.alive()
  const afterHold = await server.memory()
  await client.stop()
  return {
    server: server.name,
    alive: answered,
    heartbeats,
    fewestHeartbeats,
    heapPerConnection: (atFull.heap - atHalf.heap) / counted,
    rssPerConnection: (atFull.rss - atHalf.rss) / counted,
    baseRss: base.rss,
    fullRss: atFull.rss,
    afterHoldRss: afterHold.rss
  }
}

const kib = (bytes: number): string => shown(bytes / 1024, 1)
const mib = (bytes: number): string => shown(bytes / 1024 ** 2)

/** Connections that say nothing, held on both servers at once: are they alive at the end, and what does each cost? */
export const idle = async (): Promise<Measurement> => {
  const connections = await connectionsAtMost(setting("BENCH_CONNECTIONS", 10_000))
  const seconds = setting("BENCH_IDLE_SECONDS", 60)
  // Everybody is pinged at least twice, however short the wait.
  const heartbeat = Math.min(25, seconds / 3)
  const servers = [
    await startOurs({ HEARTBEAT_INTERVAL: `${heartbeat * 1000} millis`, HEARTBEAT_GRACE: "8 seconds" }),
    await startBare(smallReply)
  ]
  const held: Array<Awaited<ReturnType<typeof connect>>> = []
  for (const server of servers) held.push(await connect(server, connections))
  await pause(seconds)
  const figures: Array<Awaited<ReturnType<typeof holdAndCount>>> = []
  for (const connected of held) figures.push(await holdAndCount(connected))
  await Promise.all(servers.map(server => server.stop()))
  return {
    title: `Idle: ${shown(connections)} connections for ${seconds} s`,
    table: [
      ["server", "alive", "pings each", "heap KiB/conn", "RSS KiB/conn", "RSS MiB at 0", "RSS MiB at all", "after"],
      ...figures.map(figure => [
        figure.server,
        `${figure.alive}/${connections}`,
        `≥ ${figure.fewestHeartbeats}`,
        kib(figure.heapPerConnection),
        kib(figure.rssPerConnection),
        mib(figure.baseRss),
        mib(figure.fullRss),
        mib(figure.afterHoldRss)
      ])
    ],
    notes: [
      `Per connection: the slope between ${shown(Math.ceil(connections / 2))} and ${shown(connections)} connections, after full collections.`,
      "Alive: answers a frame at the end. As many as asked for, or as the limit of open files lets a process have."
    ],
    figures: { connections, seconds, servers: figures }
  }
}
