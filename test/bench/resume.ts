import { WebSocket } from "ws"
import { Comeback } from "../support/Comeback.ts"
import { makePostgres } from "../support/PostgresServer.ts"
import { makeRedis } from "../support/RedisServer.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { startOurs } from "./Server.ts"
import { shown } from "./statistics.ts"

const spreadMillis = 1_000

/** Publishes, takes back and puts back, one after another, until it is told to stop; answers how many changes it made. */
const planner = async (url: string) => {
  const ws = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => ws.once("open", resolve).once("error", reject))
  let made = 0
  let isStopping = false
  const ask = (command: string) =>
    new Promise<void>(resolve => {
      const id = `change-${made}`
      const listen = (data: { readonly toString: () => string }) => {
        const { type, metadata } = JSON.parse(data.toString())
        if (type !== "assistant" || metadata.ref !== id) return
        ws.off("message", listen)
        resolve()
      }
      ws.on("message", listen)
      ws.send(JSON.stringify({ id, command }))
    })
  const working = (async () => {
    while (!isStopping) {
      await ask(made === 0 ? "/publish" : made % 2 === 1 ? "/undo" : "/redo")
      made += 1
      await pause(0.05)
    }
  })()
  return {
    made: () => made,
    stop: async () => {
      isStopping = true
      await working
      ws.terminate()
    }
  }
}

/** Kills a node with everybody on it, while changes are made: when are all back, and did anybody miss or hear twice? */
export const resume = async (): Promise<Measurement> => {
  const count = setting("BENCH_CLIENTS", 1_000)
  const postgres = await makePostgres()
  const redis = await makeRedis()
  try {
    const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url }
    const [dying, other] = [await startOurs(env), await startOurs(env)]
    const clients = Array.from({ length: count }, () => new Comeback())
    for (let i = 0; i < count; i += 100) await Promise.all(clients.slice(i, i + 100).map(one => one.connect(dying.url)))
    const changes = await planner(other.url)
    await pause(2)
    const before = changes.made()
    const back = clients.map(
      one =>
        new Promise<void>(resolve =>
          one.onClose(() => {
            // As a good client does: at once, but not all in the same instant.
            setTimeout(() => void one.comeBack(other.url).then(resolve), Math.random() * spreadMillis)
          })
        )
    )
    const cpuBefore = await other.cpuMicros()
    const killedAt = performance.now()
    dying.kill()
    await Promise.all(back)
    for (let i = 0; i < 200 && clients.some(one => one.backAt === null && one.refusals === 0); i++) await pause(0.05)
    const cpuSeconds = ((await other.cpuMicros()) - cpuBefore) / 1e6
    const during = changes.made() - before
    await pause(1)
    await changes.stop()
    const last = changes.made() + 1
    for (let i = 0; i < 100 && clients.some(one => one.seq < last); i++) await pause(0.05)
    const seconds = clients
      .map(({ backAt }) => ((backAt ?? Number.POSITIVE_INFINITY) - killedAt) / 1000)
      .toSorted((a, b) => a - b)
    const sum = (of: (one: Comeback) => number) => clients.reduce((total, one) => total + of(one), 0)
    const figures = {
      clients: count,
      changes: changes.made(),
      changesMeanwhile: during,
      medianSeconds: seconds[Math.floor(count / 2)] ?? 0,
      lastSeconds: seconds.at(-1) ?? 0,
      cpuSeconds,
      complete: clients.filter(one => one.seq === last).length,
      gaps: sum(one => one.gaps),
      duplicates: sum(one => one.duplicates),
      early: sum(one => one.early),
      refusals: sum(one => one.refusals)
    }
    const reasons = [...new Set(clients.flatMap(({ reason }) => (reason === "" ? [] : [`refused: ${reason}`])))].slice(
      0,
      5
    )
    for (const one of clients) one.end()
    await other.stop()
    return {
      title: `Resume: ${shown(count)} clients whose node is killed while changes are made`,
      table: [
        [
          "clients",
          "half back s",
          "all back s",
          "CPU s",
          "changes",
          "meanwhile",
          "complete",
          "gaps",
          "duplicates",
          "early",
          "refused"
        ],
        [
          shown(count),
          shown(figures.medianSeconds, 2),
          shown(figures.lastSeconds, 2),
          shown(figures.cpuSeconds, 2),
          shown(figures.changes),
          shown(figures.changesMeanwhile),
          shown(figures.complete),
          shown(figures.gaps),
          shown(figures.duplicates),
          shown(figures.early),
          shown(figures.refusals)
        ]
      ],
      notes: [
        "Two nodes, PostgreSQL and Redis on this machine; clients come back within a second.",
        "CPU s: of the node that takes them over, until the last is back; the rest of the time others had the processor.",
        ...reasons
      ],
      figures
    }
  } finally {
    await redis.stop()
    await postgres.remove()
  }
}
