import { type Measurement, pause, setting } from "./Measurement.ts"
import { type Server, startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"
import { TroubleClient } from "./TroubleClient.ts"

const atOnce = 100
/** Before memory is compared: what is compiled and cached once is not a leak. */
const warmUp = 4_000
const settleSeconds = 5

const gauge = (text: string, name: string): number =>
  Number(new RegExp(`^timetable_chat_${name} (\\S+)$`, "m").exec(text)?.[1])

const standing = async (server: Server) => {
  await pause(settleSeconds)
  const text = await (await fetch(`${new URL(server.url.replace("ws:", "http:")).origin}/metrics`)).text()
  return { ...(await server.memory()), connections: gauge(text, "connections"), fibers: gauge(text, "fibers") }
}

/** Connections that come and go: is everything gone that came with them? */
export const churn = async (): Promise<Measurement> => {
  const count = setting("BENCH_CHURN", 20_000)
  const server = await startOurs()
  const client = new TroubleClient()
  await client.make({ do: "churn", url: server.url, count: warmUp, atOnce })
  const before = await standing(server)
  const { seconds } = await client.make({ do: "churn", url: server.url, count, atOnce })
  const after = await standing(server)
  await client.stop()
  await server.stop()
  const row = (when: string, { heap, rss, connections, fibers }: typeof before) => [
    when,
    shown(heap / 1024 ** 2, 1),
    shown(rss / 1024 ** 2),
    shown(connections),
    shown(fibers)
  ]
  return {
    title: `${shown(count)} connections that come and go`,
    table: [
      ["", "heap MiB", "RSS MiB", "connections", "fibers"],
      row("before", before),
      row("after", after),
      ["ratio", `${(after.heap / before.heap).toFixed(2)} ×`, `${(after.rss / before.rss).toFixed(2)} ×`, "", ""]
    ],
    notes: [
      `${shown(count / seconds)} a second, ${atOnce} at a time; after ${shown(warmUp)} to warm up, and full collections.`
    ],
    figures: { count, seconds, before, after }
  }
}
