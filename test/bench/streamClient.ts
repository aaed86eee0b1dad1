import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { WebSocket } from "ws"
import { quantile } from "./statistics.ts"

/**
 * A process of clients that ask one thing each and read what is streamed. Arguments: address, how many. "begin": all ask;
 * answered when all hear their answer. "mark" forgets what was measured, "read" tells it.
 */

const [url = "", count = "1"] = process.argv.slice(2)
/** No command is meant by it: it is for the provider. */
const question = "Write a few lines about our school for the newsletter"
/** How fast many answers begin at once is another measurement. */
const beginning = 4

let delays: Array<number> = []
let frames = 0
let cpuBefore = process.cpuUsage()
const firstDelays: Array<number> = []

const fail = (reason: string): never => {
  process.stderr.write(`a client of the benchmark gave up: ${reason}\n`)
  return process.exit(1)
}

const heard = (content: string, isFirst: boolean): void => {
  const arrived = performance.timeOrigin + performance.now()
  const chunks = content.split(" ").filter(sent => sent !== "")
  frames += 1
  for (const sent of chunks) delays.push(arrived - Number(sent))
  if (isFirst) firstDelays.push(arrived - Number(chunks[0]))
}

/** Asks, and resolves at the first delta. */
const ask = (ws: WebSocket): Promise<void> =>
  new Promise(resolve => {
    let isFirst = true
    ws.on("message", (data: Buffer) => {
      const { content, metadata } = JSON.parse(data.toString())
      if (metadata?.event === "error" || metadata?.event === "run.done") fail(data.toString())
      if (metadata?.event !== "delta" || content.trim() === "") return
      heard(content, isFirst)
      isFirst = false
      resolve()
    })
    ws.on("close", code => fail(`a connection was closed with ${code}`))
    ws.send(JSON.stringify({ id: randomUUID(), type: "user", content: question, timestamp: new Date().toISOString() }))
  })

const begin = async (): Promise<void> => {
  const clients = Array.from({ length: Number(count) }, () => new WebSocket(url, { perMessageDeflate: false }))
  await Promise.all(clients.map(ws => once(ws, "open")))
  for (let from = 0; from < clients.length; from += beginning)
    await Promise.all(clients.slice(from, from + beginning).map(ask))
}

const mark = (): void => {
  delays = []
  frames = 0
  cpuBefore = process.cpuUsage()
}

const read = () => {
  const [all, first] = [delays, firstDelays].map(some => some.toSorted((a, b) => a - b))
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    cpuMicros: user + system,
    chunks: all?.length ?? 0,
    frames,
    p50Millis: quantile(all ?? [], 0.5),
    p99Millis: quantile(all ?? [], 0.99),
    maxMillis: all?.at(-1) ?? 0,
    firstP50Millis: quantile(first ?? [], 0.5),
    firstP99Millis: quantile(first ?? [], 0.99)
  }
}

const perform = async (task: unknown): Promise<object> => {
  if (task === "read") return read()
  if (task === "mark") mark()
  else await begin()
  return { done: true }
}

process.on("message", task => {
  perform(task).then(
    result => process.send?.(result),
    error => fail(String(error))
  )
})
process.once("disconnect", () => process.exit(0))
