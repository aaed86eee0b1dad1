import { once } from "node:events"
import { Schema } from "effect"
import { WebSocket } from "ws"
import { type Alive, type Reading, Task } from "./LoadClient.ts"
import { quantile } from "./statistics.ts"

/** A process full of clients; does what LoadClient.ts asks. */

/** Opened at a time: fewer than the queue of connections that an operating system keeps for a server. */
const handshakes = 100
const patienceMillis = 30_000

class Client {
  readonly ws: WebSocket
  heartbeats = 0
  /** When the frames were sent that are not answered yet, oldest first; the same of pings. */
  readonly sentAt: Array<number> = []
  readonly pingedAt: Array<number> = []
  readonly saidAt: Array<number> = []
  answered: ((frame: string) => void) | null = null

  constructor(url: string, compression: boolean) {
    this.ws = new WebSocket(url, { perMessageDeflate: compression, skipUTF8Validation: true })
    this.ws.on("ping", () => {
      this.heartbeats += 1
    })
    this.ws.on("message", (data: Buffer) => arrived(this, data))
    this.ws.on("error", error => fail(error.message))
    this.ws.on("close", code => {
      if (!closing) fail(`a connection was closed with ${code}`)
    })
  }

  ask(command = "/help"): void {
    this.sentAt.push(performance.now())
    this.ws.send(`{"id":"${nextId()}","type":"command","content":"${command}","timestamp":"2026-01-01T00:00:00.000Z"}`)
  }

  /** For ever; the first after `wait` ms, so that a crowd of clients comes evenly. */
  keepSending(frame: () => string, sentAt: Array<number>, everyMillis: number, wait: number): void {
    const send = () => {
      sentAt.push(performance.now())
      this.ws.send(frame())
    }
    setTimeout(() => setInterval(send, everyMillis), wait)
  }
}

const clients: Array<Client> = []
let closing = false
let sending = false
let ids = 0
let latencies: Array<number> = []
let runs = 0
let markedAt = performance.now()
let cpuAt = process.cpuUsage()

const nextId = (): string => `c${(ids++).toString(36)}`

const pingFrame = (): string =>
  JSON.stringify({
    id: nextId(),
    type: "system",
    content: "",
    timestamp: new Date().toISOString(),
    metadata: { event: "ping" }
  })

const saidFrame = (): string =>
  `{"id":"${nextId()}","type":"user","content":"Good morning","timestamp":"2026-01-01T00:00:00.000Z"}`

const fail = (reason: string): never => {
  process.stderr.write(`a client of the benchmark gave up: ${reason}\n`)
  return process.exit(1)
}

/** `type` and `event` stand within the first characters of an event, `type` of an answer: no need to parse it all. */
const arrived = (client: Client, data: Buffer): void => {
  if (data.toString("latin1", 0, 100).includes('"type":"assistant"')) {
    const at = client.sentAt.shift()
    if (at !== undefined) latencies.push(performance.now() - at)
    client.answered?.(data.toString())
    if (sending) client.ask()
    return
  }
  const event = data.toString()
  if (event.includes('"event":"error"')) fail(event)
  if (event.includes('"event":"run.done"')) runs += 1
  if (event.includes('"event":"ack"')) {
    const at = client.saidAt.shift()
    if (at !== undefined) latencies.push(performance.now() - at)
  }
  if (!event.includes('"event":"pong"')) return
  const at = client.pingedAt.shift()
  if (at !== undefined) latencies.push(performance.now() - at)
  client.answered?.(event)
}

const open = async (url: string, count: number, compression: boolean): Promise<void> => {
  for (let from = 0; from < count; from += handshakes) {
    const batch = Array.from({ length: Math.min(handshakes, count - from) }, () => new Client(url, compression))
    await Promise.all(batch.map(({ ws }) => once(ws, "open")))
    clients.push(...batch)
  }
}

const nextAnswer = (client: Client): Promise<string> =>
  new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error("no answer")), patienceMillis)
    client.answered = frame => {
      clearTimeout(patience)
      client.answered = null
      resolve(frame)
    }
  })

/** Our server answers with a pong, the bare one as it answers everything. */
const isAlive = (client: Client): Promise<boolean> => {
  if (client.ws.readyState !== WebSocket.OPEN) return Promise.resolve(false)
  const answer = nextAnswer(client)
  client.ws.send(pingFrame())
  return answer.then(
    () => true,
    () => false
  )
}

const alive = async (): Promise<typeof Alive.Type> => {
  const answers = await Promise.all(clients.map(isAlive))
  const heartbeats = clients.map(client => client.heartbeats)
  return {
    answered: answers.filter(answer => answer).length,
    heartbeats: heartbeats.reduce((sum, n) => sum + n, 0),
    fewestHeartbeats: Math.min(...heartbeats)
  }
}

const read = (): Reading => {
  const seconds = (performance.now() - markedAt) / 1000
  const { user, system } = process.cpuUsage(cpuAt)
  const sorted = latencies.toSorted((a, b) => a - b)
  return {
    answers: sorted.length,
    runs,
    seconds,
    p50Millis: quantile(sorted, 0.5),
    p99Millis: quantile(sorted, 0.99),
    maxMillis: sorted.at(-1) ?? 0,
    clientLoad: (user + system) / 1e6 / seconds
  }
}

const mark = (): void => {
  latencies = []
  runs = 0
  markedAt = performance.now()
  cpuAt = process.cpuUsage()
}

const rest = async (): Promise<void> => {
  sending = false
  const isWaiting = () => clients.some(client => client.sentAt.length > 0)
  for (const from = performance.now(); isWaiting(); await new Promise(resolve => setTimeout(resolve, 5)))
    if (performance.now() - from > patienceMillis) fail("a request was never answered")
}

const close = async (): Promise<void> => {
  closing = true
  const ended = clients.map(({ ws }) => once(ws, "close"))
  for (const { ws } of clients) ws.close(1000)
  await Promise.all(ended)
  clients.length = 0
  closing = false
}

const perform = async (task: Task): Promise<object> => {
  const done = { done: true }
  switch (task.do) {
    case "open":
      await open(task.url, task.count, task.compression)
      return done
    case "begin":
      sending = true
      for (const client of clients) for (let i = 0; i < task.outstanding; i++) client.ask()
      return done
    case "ping":
      for (const [i, client] of clients.entries())
        client.keepSending(pingFrame, client.pingedAt, task.everyMillis, (task.everyMillis * i) / clients.length)
      return done
    case "say":
      for (const [i, client] of clients.entries())
        client.keepSending(saidFrame, client.saidAt, task.everyMillis, (task.everyMillis * i) / clients.length)
      return done
    case "mark":
      mark()
      return done
    case "read":
      return read()
    case "rest":
      await rest()
      return done
    case "alive":
      return alive()
    case "close":
      await close()
      return done
    case "sample": {
      const [first] = clients
      if (first === undefined) return fail("there is no connection to ask on")
      const answer = nextAnswer(first)
      first.ask(task.command)
      return { answer: await answer }
    }
  }
}

process.on("message", message => {
  perform(Schema.decodeUnknownSync(Task)(message)).then(
    result => process.send?.(result),
    error => fail(String(error))
  )
})
process.once("disconnect", () => process.exit(0))
