import { once } from "node:events"
import { Schema } from "effect"
import { WebSocket } from "ws"
import { median } from "./statistics.ts"
import { type Outcome, Trouble } from "./TroubleClient.ts"

/** A process full of bad company; does what TroubleClient.ts asks. */

const patienceMillis = 60_000
/** Slow readers are no flood. */
const askEveryMillis = 50

/** Frames that no server should choke on: no JSON, the wrong shape, too deep, a stranger's type, bytes that are no text. */
const garbage: ReadonlyArray<string | Buffer> = [
  "{",
  "[]",
  "null",
  `{"id":"x","type":"user"}`,
  `{"id":"x","type":"assistant","content":"","timestamp":"2026-01-01T00:00:00.000Z"}`,
  `{"id":"x","type":"command","content":"/apply ${'"'.repeat(500)}","timestamp":"2026-01-01T00:00:00.000Z"}`,
  `{"id":"x","__proto__":{"a":1},"type":"system","content":"","timestamp":"never","metadata":{"event":"cancel"}}`,
  "[".repeat(5_000),
  "x".repeat(60_000),
  "{".repeat(2_000),
  Buffer.from([0xff, 0xfe, 0xfd])
]

const clients: Array<WebSocket> = []
const closed = new Map<string, number>()
let ids = 0

const connect = (url: string): WebSocket => {
  const ws = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true })
  ws.on("error", () => {})
  ws.on("close", code => closed.set(String(code), (closed.get(String(code)) ?? 0) + 1))
  return ws
}

const frame = (content: string, metadata: object, type: "command" | "system" = "command"): string =>
  JSON.stringify({ id: `t${ids++}`, type, content, timestamp: "2026-01-01T00:00:00.000Z", metadata })

/** Runs `count` jobs, `atOnce` of them at a time. */
const several = async (count: number, atOnce: number, job: () => Promise<void>): Promise<void> => {
  let left = count
  const worker = async () => {
    while (left-- > 0) await job()
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const open = async (url: string): Promise<WebSocket> => {
  const ws = connect(url)
  await once(ws, "open")
  return ws
}

const openAll = async (url: string, count: number, atOnce: number): Promise<void> => {
  const opened: Array<WebSocket> = []
  await several(count, atOnce, async () => void opened.push(await open(url)))
  clients.push(...opened)
}

const ended = (ws: WebSocket): Promise<unknown> =>
  ws.readyState === WebSocket.CLOSED ? Promise.resolve() : once(ws, "close")

const sendGarbage = async (url: string, until: number): Promise<number> => {
  let sent = 0
  while (performance.now() < until) {
    const ws = await open(url).catch(() => null)
    if (ws === null) continue
    for (let i = 0; ws.readyState === WebSocket.OPEN && performance.now() < until; i++) {
      const one = garbage[i % garbage.length] ?? ""
      ws.send(one)
      sent += 1
      if (i % 8 === 7) await new Promise(resolve => setTimeout(resolve, 5))
    }
    ws.terminate()
    await ended(ws)
  }
  return sent
}

/** Until each of all has heard what the first one asked for: a frame of the conversation that they share. */
const broadcast = async (): Promise<number> => {
  const from = performance.now()
  const heard = clients.map(
    ws =>
      new Promise<void>(resolve => {
        const hear = (data: Buffer) => {
          if (!data.toString("latin1", 0, 100).includes('"type":"assistant"')) return
          ws.off("message", hear)
          resolve()
        }
        ws.on("message", hear)
      })
  )
  clients[0]?.send(frame("/help apply", { conversation_id: "gathering" }))
  await Promise.all(heard)
  return performance.now() - from
}

const perform = async (trouble: Trouble): Promise<Pick<Outcome, "count"> & Partial<Outcome>> => {
  switch (trouble.do) {
    case "storm":
      await openAll(trouble.url, trouble.count, trouble.atOnce)
      return { count: clients.length }
    case "churn":
      await several(trouble.count, trouble.atOnce, async () => {
        const ws = await open(trouble.url)
        ws.close(1000)
        await ended(ws)
      })
      return { count: trouble.count }
    case "stopReading": {
      await openAll(trouble.url, trouble.count, 50)
      for (const ws of clients) ws.pause()
      for (let i = 0; i < trouble.each; i++) {
        for (const ws of clients) ws.send(frame("/help", {}))
        await new Promise(resolve => setTimeout(resolve, askEveryMillis))
      }
      return { count: clients.length }
    }
    case "readAgain":
      for (const ws of clients) ws.resume()
      await Promise.all(clients.map(ended))
      return { count: clients.length }
    case "garbage": {
      const until = performance.now() + trouble.seconds * 1000
      const sent = await Promise.all(Array.from({ length: trouble.count }, () => sendGarbage(trouble.url, until)))
      return { count: sent.reduce((a, b) => a + b, 0) }
    }
    case "gather": {
      await openAll(trouble.url, trouble.count, 100)
      const isAnswered = clients.map(ws => once(ws, "message"))
      for (const ws of clients) ws.send(frame("", { event: "view", subscribe: ["conv:gathering"] }, "system"))
      await Promise.all(isAnswered)
      await new Promise(resolve => setTimeout(resolve, 3_000))
      return { count: clients.length }
    }
    case "broadcast": {
      const times: Array<number> = []
      for (let i = 0; i < trouble.times; i++) times.push(await broadcast())
      return { count: clients.length * trouble.times, lastMillis: median(times) }
    }
  }
}

const fail = (reason: unknown): never => {
  process.stderr.write(`bad company gave up: ${reason}\n`)
  return process.exit(1)
}

process.on("message", message => {
  const from = performance.now()
  const late = setTimeout(() => fail("nothing comes of it"), 2 * patienceMillis)
  perform(Schema.decodeUnknownSync(Trouble)(message)).then(outcome => {
    clearTimeout(late)
    process.send?.({
      seconds: (performance.now() - from) / 1000,
      closed: Object.fromEntries(closed),
      lastMillis: 0,
      ...outcome
    })
  }, fail)
})
process.once("disconnect", () => process.exit(0))
