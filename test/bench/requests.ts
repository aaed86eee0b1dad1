import { LoadClient, type Reading } from "./LoadClient.ts"
import { type Measurement, pause, setting } from "./Measurement.ts"
import { type Peer, startBare, startFastApi, startOurs } from "./Server.ts"
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
  readonly server: Peer["name"]
  readonly perSecond: number
  readonly cpuMicros: number
}

/** One answer of ours, so that the bare server can give one of the same size. */
const sampleOf = async (ours: Peer): Promise<string> => {
  const client = new LoadClient()
  await client.open(ours.url, 1)
  const { answer } = await client.sample()
  await client.stop()
  return answer
}

const oneRound = async (server: Peer, client: LoadClient, outstanding: number, seconds: number): Promise<Round> => {
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
const measureShape = async (servers: ReadonlyArray<Peer>, shape: Shape, rounds: number, seconds: number) => {
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

const middle = (results: ReadonlyArray<Round>, server: Peer["name"]) => {
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

/** What `ours` is by a peer: the rate of answers, and the CPU of one. */
const ratios = (ours: ReturnType<typeof middle>, peer: ReturnType<typeof middle>) => ({
  rate: ours.perSecond / peer.perSecond,
  cpu: ours.cpuMicros / peer.cpuMicros
})

/**
 * /help in a closed loop on our server; on bare `ws`, which answers as much without looking at what it was sent; and, where
 * they are installed, on FastAPI and uvicorn, which look at both.
 */
export const requests = async (): Promise<Measurement> => {
  const seconds = setting("BENCH_SECONDS", 3)
  const rounds = setting("BENCH_ROUNDS", 3)
  const ours = await startOurs()
  const answer = await sampleOf(ours)
  const fastApi = await startFastApi(Buffer.byteLength(answer))
  const peers: ReadonlyArray<Peer> = [await startBare(answer), ...(fastApi === null ? [] : [fastApi])]
  const all = [ours, ...peers]
  await measureShape(all, { connections: 50, outstanding: 1, compression: false }, 1, startUpSeconds)
  const table: Array<ReadonlyArray<string>> = [header]
  const figures: Array<object> = []
  for (const shape of shapes) {
    const results = await measureShape(all, shape, rounds, seconds)
    const own = middle(results, ours.name)
    table.push(row(`${shape.connections} × ${shape.outstanding}`, ours.name, own))
    const compared = peers.map(({ name }) => {
      const peer = middle(results, name)
      const { rate, cpu } = ratios(own, peer)
      table.push(row("", name, peer), ["", `ours by ${name}`, `${shown(rate, 2)} ×`, "", "", `${shown(cpu, 2)} ×`, ""])
      return { name, ...peer, rateRatio: rate, cpuRatio: cpu }
    })
    figures.push({ ...shape, ours: own, peers: compared, rounds: results })
  }
  await Promise.all(all.map(server => server.stop()))
  return {
    title: "Request and answer: /help",
    table,
    notes: [
      `Medians of ${rounds} rounds of ${seconds} s each, alternating. An answer has ${shown(Buffer.byteLength(answer))} bytes; ours sends an ack besides.`,
      "CPU µs: of the server's process, for one request. Where the client's load is near 100 % the client limits the rate, and CPU is what compares.",
      fastApi === null
        ? "FastAPI is absent: Debian has it as python3-fastapi, python3-uvicorn, python3-uvloop and python3-websockets."
        : `${fastApi.about}. Its answers are as long, and all text, which costs pydantic least.`
    ],
    figures: { seconds, rounds, answerBytes: Buffer.byteLength(answer), shapes: figures }
  }
}
