import { execFile } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { Effect } from "effect"
import { readFetText } from "../../src/interchange/fet/FetImport.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { makePostgres } from "../support/PostgresServer.ts"
import { LoadClient } from "./LoadClient.ts"
import type { Measurement } from "./Measurement.ts"
import { Planner } from "./Planner.ts"
import { type Block, type Server, startOurs } from "./Server.ts"
import { type Phase, type PhaseFigures, phases } from "./searchPhases.ts"
import { quantile, shown } from "./statistics.ts"

const bystanders = 200
const pingEveryMillis = 200
const schoolName = process.env.BENCH_SCHOOL ?? "uae-ibdp"

/** Of a phase: how long one planner waited, and what everybody else felt of it. */
interface Row extends PhaseFigures {
  readonly storage: string
  readonly pingP99: number
  readonly pingMax: number
  readonly block: Block
}

const run = promisify(execFile)
const built = new URL("../main.js", import.meta.url).pathname

const imported = async (file: string, env: Readonly<Record<string, string>>): Promise<void> => {
  await run(process.execPath, [built, "import", file], { env: { ...process.env, LOG_LEVEL: "error", ...env } })
}

const figuresOf = ({ name, told }: Phase): PhaseFigures => {
  const of = (pick: (one: Phase["told"][number]) => number) => told.map(pick).toSorted((a, b) => a - b)
  const millis = of(one => one.millis)
  return {
    name,
    count: millis.length,
    p50: quantile(millis, 0.5),
    p99: quantile(millis, 0.99),
    max: millis.at(-1) ?? 0,
    firstMax: of(one => one.firstMillis).at(-1) ?? 0,
    bytesMax: of(one => one.bytes).at(-1) ?? 0
  }
}

const measured = async (storage: string, server: Server, body: TimetableBody): Promise<ReadonlyArray<Row>> => {
  const crowd = new LoadClient()
  await crowd.open(server.url, bystanders)
  await crowd.ping(pingEveryMillis)
  const planner = await Planner.connect(server.url)
  const rows: Array<Row> = []
  await server.longestBlock()
  await crowd.mark()
  for await (const together of phases(planner, body)) {
    const { p99Millis, maxMillis } = await crowd.read()
    const block = await server.longestBlock()
    const felt = { storage, pingP99: p99Millis, pingMax: maxMillis, block }
    rows.push(...together.map(phase => ({ ...figuresOf(phase), ...felt })))
    await crowd.mark()
  }
  planner.close()
  await crowd.stop()
  return rows
}

const onEmbedded = async (file: string, body: TimetableBody): Promise<ReadonlyArray<Row>> => {
  const folder = await mkdtemp(join(tmpdir(), "timetable-chat-bench-"))
  try {
    await imported(file, { DATA_DIR: folder })
    const server = await startOurs({ DATA_DIR: folder })
    const rows = await measured("embedded", server, body)
    await server.stop()
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const onPostgres = async (file: string, body: TimetableBody): Promise<ReadonlyArray<Row>> => {
  const postgres = await makePostgres()
  try {
    await imported(file, { DATABASE_URL: postgres.url })
    const server = await startOurs({ DATABASE_URL: postgres.url })
    const rows = await measured("PostgreSQL", server, body)
    await server.stop()
    return rows
  } finally {
    await postgres.remove()
  }
}

const header = [
  "phase",
  "n",
  "p50 ms",
  "p99 ms",
  "max ms",
  "first ≤",
  "kB ≤",
  "ping p99",
  "ping max",
  "block",
  "by Node",
  "of it CPU"
]

const lines = (rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<string>> =>
  rows.map(row => [
    `${row.storage} ${row.name}`,
    shown(row.count),
    ...[row.p50, row.p99, row.max, row.firstMax].map(each => shown(each, 1)),
    shown(row.bytesMax / 1000, 1),
    ...[row.pingP99, row.pingMax, row.block.wall, row.block.delay, row.block.busy].map(each => shown(each, 1))
  ])

/** One planner searches and changes a real school over the wire, while others on the same server only want their pongs. */
export const searchWire = async (): Promise<Measurement> => {
  const folder = resolve(process.env.CORPUS_DIR ?? "../shared/data", "fet", schoolName)
  const file = join(folder, "data_and_timetable.fet")
  const title = `Searching ${schoolName} over the wire`
  if (!existsSync(file))
    return {
      title,
      table: [],
      notes: [`NO CORPUS: ${file} is not there, nothing measured (set CORPUS_DIR)`],
      figures: null
    }
  const { body } = Effect.runSync(readFetText(schoolName, readFileSync(file, "utf8")))
  const rows = [...(await onEmbedded(file, body)), ...(await onPostgres(file, body))]
  return {
    title,
    table: [header, ...lines(rows)],
    notes: [
      `${shown(body.lessons.length)} lessons; ${bystanders} other connections ping every ${pingEveryMillis} ms.`,
      "first: until progress or the answer. block: longest time without a turn of the event loop; by Node: the same by Node's monitorEventLoopDelay; of it CPU: what it computed then (budget 50); the rest it waited for a processor, or for the disk."
    ],
    figures: { lessons: body.lessons.length, rows }
  }
}
