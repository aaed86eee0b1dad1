import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { WebSocket } from "ws"
import { quantile } from "./statistics.ts"

/**
 * A process of clients that ask one thing each and read what is streamed. Arguments: address, how many. Answers any message
 * with what it measured, when every answer has come to its end.
 */

const [url = "", count = "1"] = process.argv.slice(2)
/** No command is meant by it: it is for the provider. */
const question = "Write a few lines about our school for the newsletter"

const now = (): number => performance.timeOrigin + performance.now()

const delays: Array<number> = []
const firstDelays: Array<number> = []
let frames = 0

const fail = (reason: string): never => {
  process.stderr.write(`a client of the benchmark gave up: ${reason}\n`)
  return process.exit(1)
}

/** Resolves when the answer is complete. */
const listen = (ws: WebSocket): Promise<void> =>
  new Promise(resolve => {
    let isFirst = true
    ws.on("message", (data: Buffer) => {
      const arrived = now()
      const { content, metadata } = JSON.parse(data.toString())
      if (metadata?.event === "error") fail(content)
      if (metadata?.event === "delta") {
        frames += 1
        const chunks = content.split(" ").filter((sent: string) => sent !== "")
        for (const sent of chunks) delays.push(arrived - Number(sent))
        if (isFirst && chunks.length > 0) firstDelays.push(arrived - Number(chunks[0]))
        isFirst = false
      }
      if (metadata?.event !== "run.done") return
      if (metadata.outcome !== "completed") fail(JSON.stringify(metadata))
      resolve()
    })
    ws.on("close", code => fail(`a connection was closed with ${code}`))
  })

const sorted = (numbers: ReadonlyArray<number>) => numbers.toSorted((a, b) => a - b)

const measure = async () => {
  const clients = Array.from({ length: Number(count) }, () => new WebSocket(url, { perMessageDeflate: false }))
  await Promise.all(clients.map(ws => once(ws, "open")))
  const answers = clients.map(listen)
  const started = performance.now()
  for (const ws of clients)
    ws.send(
      JSON.stringify({ id: randomUUID(), type: "user", content: question, timestamp: "2026-01-01T00:00:00.000Z" })
    )
  await Promise.all(answers)
  const [all, first] = [sorted(delays), sorted(firstDelays)]
  return {
    chunks: all.length,
    frames,
    seconds: (performance.now() - started) / 1000,
    p50Millis: quantile(all, 0.5),
    p99Millis: quantile(all, 0.99),
    maxMillis: all.at(-1) ?? 0,
    firstP50Millis: quantile(first, 0.5),
    firstP99Millis: quantile(first, 0.99)
  }
}

process.once("message", () => {
  measure().then(
    result => process.send?.(result),
    error => fail(String(error))
  )
})
process.once("disconnect", () => process.exit(0))
