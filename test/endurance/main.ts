import { writeFile } from "node:fs/promises"
import { stopAll } from "../bench/ChildProcess.ts"
import { pause } from "../bench/Measurement.ts"
import { type Server, startOurs } from "../bench/Server.ts"
import { shown } from "../bench/statistics.ts"
import { aiSettings, protocols } from "../support/aiSettings.ts"
import { makePostgres } from "../support/PostgresServer.ts"
import { withTokens } from "../support/tokens.ts"
import { memoryPlot } from "./memoryPlot.ts"
import { faultyProviders } from "./provider.ts"
import { type Sample, sample } from "./Sample.ts"
import { Score } from "./Score.ts"
import { schoolDay } from "./schoolDay.ts"
import { slopeOf, told, wrongs } from "./verdict.ts"

/**
 * `npm run endurance [-- MINUTES [PLOT.svg]]`: many people at work against the built program, a process of its own, with
 * PostgreSQL, while connections break, providers fail, readers are slow and garbage comes in. Ends with 1 when anybody was
 * told something twice or not at all, when a run did not end exactly once, or when something is left after all have gone.
 */

const everySeconds = 10
/** For what ends by itself some time after the last has left. */
const restSeconds = 60
const seed = 20_261_123

/** Park and Miller's generator: the same from the same seed, 0 … 1. */
const randomFrom = (state: number) => (): number => {
  state = (state * 48_271) % 2_147_483_647
  return state / 2_147_483_647
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const lineOf = ({ at, rss, heap, fibers, connections, subscriptions, runs, loopP99Millis, loopMaxMillis }: Sample) =>
  [
    `${shown(at / 60, 1)} min`,
    `heap ${shown(heap / 1024 ** 2, 1)} MB`,
    `resident ${shown(rss / 1024 ** 2)} MB`,
    `${fibers} fibers`,
    `${connections} connections`,
    `${subscriptions} subscriptions`,
    `${runs} runs`,
    `loop late ${shown(loopP99Millis, 1)} ms (max ${shown(loopMaxMillis)})`
  ].join(" · ")

/** Samples until told to stop, evenly. */
const sampling = (server: Server) => {
  const samples: Array<Sample> = []
  const from = performance.now()
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      const next = from + samples.length * everySeconds * 1000
      await pause(Math.max(0, next - performance.now()) / 1000)
      const now = await sample(server, (performance.now() - from) / 1000)
      samples.push(now)
      say(lineOf(now))
    }
  })()
  return async (): Promise<ReadonlyArray<Sample>> => {
    isOver = true
    await looking
    return samples
  }
}

/** Looks until nothing is left of anybody, or until that has taken too long. */
const afterAll = async (server: Server, before: Sample): Promise<Sample> => {
  for (let waited = 0; ; waited++) {
    const now = await sample(server, 0)
    const isQuiet = now.connections === 0 && now.runs === 0 && now.subscriptions === 0 && now.fibers === before.fibers
    if (isQuiet || waited >= restSeconds) return now
    await pause(1)
  }
}

const plotOf = (minutes: number, samples: ReadonlyArray<Sample>): string => {
  const points = (of: (sample: Sample) => number) => samples.map(each => [each.at / 60, of(each) / 1024 ** 2] as const)
  return memoryPlot(`Memory of the server in ${minutes} minutes of mixed load`, [
    { name: "resident", light: "#9a6700", dark: "#d29922", points: points(({ rss }) => rss) },
    {
      name: "heap and buffers after a collection",
      light: "#0969da",
      dark: "#58a6ff",
      points: points(each => each.heap)
    }
  ])
}

const endure = async (minutes: number, plot: string): Promise<void> => {
  const random = randomFrom(seed)
  const score = new Score()
  const postgres = await makePostgres()
  const fake = await faultyProviders(random)
  try {
    const server = await startOurs({
      ...aiSettings(protocols, fake.url),
      ...withTokens,
      DATABASE_URL: postgres.url,
      // A second tab only listens, for as long as it takes.
      IDLE_TIMEOUT: "1 day",
      RATE_MESSAGES_PER_SECOND: "50",
      RATE_BURST: "400",
      RATE_PER_USER: "200",
      OUTBOX_BYTES: "256 KiB"
    })
    await pause(3)
    const before = await sample(server, 0)
    say(`before: ${lineOf(before)}`)
    const stopSampling = sampling(server)
    await schoolDay(server.url, { minutes, score, random })
    const samples = (await stopSampling()).filter(({ at }) => at <= minutes * 60)
    const after = await afterAll(server, before)
    say(`after: ${lineOf(after)}`)
    const [heap, rss] = [slopeOf(samples, each => each.heap), slopeOf(samples, each => each.rss)]
    const wrong = wrongs(score, before, after)
    const counts = ["frames", "outcome", "error", "close", "close of garbage", "resume", "wrong", "late"]
    const figures = {
      at: new Date().toISOString(),
      node: process.version,
      minutes,
      slopes: { heap, rss },
      counts: Object.fromEntries(counts.map(what => [what, score.of(what)])),
      wrong,
      before,
      after,
      samples
    }
    const file = new URL("endurance.json", import.meta.url).pathname
    await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
    await writeFile(plot, plotOf(minutes, samples))
    for (const line of told(score)) say(line)
    for (const [name, { mbPerHour, standardError }] of Object.entries({ heap, resident: rss }))
      say(`${name}, second half: ${shown(mbPerHour, 1)} ± ${shown(standardError, 1)} MB/h`)
    say(`Figures in ${file}, plot in ${plot}`)
    for (const each of wrong) say(`WRONG: ${each}`)
    if (wrong.length > 0) process.exitCode = 1
  } finally {
    await stopAll()
    await fake.close()
    await postgres.remove()
  }
}

const [minutesAsked = "30", plotAsked = new URL("endurance.svg", import.meta.url).pathname] = process.argv.slice(2)
const minutes = Number(minutesAsked)
if (minutes > 0) await endure(minutes, plotAsked)
else {
  process.stderr.write(`the number of minutes should be above 0, not "${minutesAsked}"\n`)
  process.exitCode = 2
}
