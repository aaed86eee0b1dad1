import { LoadClient, type Reading } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { type Server, startBare, startOurs } from "./Server.ts"
import { median, shown } from "./statistics.ts"

const shapes = [
  { connections: 1, outstanding: 1, compression: false },
  { connections: 50, outstanding: 1, compression: false },
  { connections: 200, outstanding: 1, compression: false },
  { connections: 50, outstanding: 16, compression: false }
]
type Shape = (typeof shapes)[number]

const warmUpSeconds = 0.5
/** Before anything is measured: until then the compiler is at work beside the server, and is counted with it. */
const startUpSeconds = 3

interface Round extends Reading {
  readonly server: Server["name"]
  readonly perSecond: number
  readonly cpuMicros: number
}

/** One answer of ours, so that the bare server can give one of the same size. */
const sampleOf = async (ours: Server): Promise<string> => {
  const client = new LoadClient()
  await client.open(ours.url, 1)
  const { answer } = await client.sample()
  await client.stop()
  return answer
}

const oneRound = async (server: Server, client: LoadClient, outstanding: number, seconds: number): Promise<Round> => {
  await client.begin(outstanding)
  await pause(warmUpSeconds)
  const before = await server.cpuMicros()
  await client.mark()
  await pause(seconds)
  const reading = await client.read()
  const spent = (await server.cpuMicros()) - before
  await client.rest()
  return {
    ...reading,
    server: server.name,
    perSecond: reading.answers / reading.seconds,
    cpuMicros: spent / reading.answers
  }
}

/** Alternates between the servers, so that whatever else the machine does meets both. */
const measureShape = async (servers: ReadonlyArray<Server>, shape: Shape, rounds: number, seconds: number) => {
  const pairs = await Promise.all(
    servers.map(async server => {
      const client = new LoadClient()
      await client.open(server.url, shape.connections, shape.compression)
      return { server, client }
    })
  )
  const results: Array<Round> = []
  for (let round = 0; round < rounds; round++)
    for (const { server, client } of pairs) results.push(await oneRound(server, client, shape.outstanding, seconds))
  await Promise.all(pairs.map(({ client }) => client.stop()))
  return results
}

const middle = (results: ReadonlyArray<Round>, server: Server["name"]) => {
  const of = (pick: (round: Round) => number) =>
    median(results.filter(round => round.server === server).map(round => pick(round)))
  return {
    perSecond: of(round => round.perSecond),
    p50Millis: of(round => round.p50Millis),
    p99Millis: of(round => round.p99Millis),
    cpuMicros: of(round => round.cpuMicros),
    clientLoad: of(round => round.clientLoad)
  }
}

const header = ["connections × outstanding", "server", "answers/s", "p50 ms", "p99 ms", "CPU µs", "client load"]

const row = (what: string, name: string, figures: ReturnType<typeof middle>): ReadonlyArray<string> => [
  what,
  name,
  shown(figures.perSecond),
  shown(figures.p50Millis, 2),
  shown(figures.p99Millis, 2),
  shown(figures.cpuMicros, 1),
  `${shown(figures.clientLoad * 100)} %`
]

/** /help in a closed loop on our server and on bare `ws`, which answers as much without looking at what it was sent. */
export const requests = async (): Promise<Measurement> => {
  const seconds = setting("BENCH_SECONDS", 3)
  const rounds = setting("BENCH_ROUNDS", 3)
  const ours = await startOurs()
  const answer = await sampleOf(ours)
  const bare = await startBare(answer)
  await measureShape([ours, bare], { connections: 50, outstanding: 1, compression: false }, 1, startUpSeconds)
  const table: Array<ReadonlyArray<string>> = [header]
  const figures: Array<object> = []
  for (const shape of shapes) {
    const results = await measureShape([ours, bare], shape, rounds, seconds)
    const [a, b] = [middle(results, ours.name), middle(results, bare.name)]
    const rate = a.perSecond / b.perSecond
    const cpu = a.cpuMicros / b.cpuMicros
    const what = `${shape.connections} × ${shape.outstanding}`
    table.push(row(what, ours.name, a), row("", bare.name, b))
    table.push(["", "ratio", `${shown(rate, 2)} ×`, "", "", `${shown(cpu, 2)} ×`, ""])
    figures.push({ ...shape, ours: a, bare: b, rateRatio: rate, cpuRatio: cpu, rounds: results })
  }
  await Promise.all([ours.stop(), bare.stop()])
  return {
    title: "Request and answer: /help",
    table,
    notes: [
      `Medians of ${rounds} rounds of ${seconds} s each, alternating. An answer has ${shown(Buffer.byteLength(answer))} bytes; ours sends an ack besides.`,
      "CPU µs: of the server's process, for one request. Where the client's load is near 100 % the client limits the rate, and CPU is what compares."
    ],
    figures: { seconds, rounds, answerBytes: Buffer.byteLength(answer), shapes: figures }
  }
}
