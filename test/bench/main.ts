import { writeFile } from "node:fs/promises"
import { availableParallelism, cpus } from "node:os"
import { acks } from "./acks.ts"
import { broadcast } from "./broadcast.ts"
import { stopAll } from "./ChildProcess.ts"
import { churn } from "./churn.ts"
import { garbage, slow } from "./company.ts"
import { idle } from "./idle.ts"
import { load } from "./load.ts"
import { type Measurement, printed } from "./Measurement.ts"
import { page } from "./page.ts"
import { requests } from "./requests.ts"
import { resume } from "./resume.ts"
import { scan } from "./scan.ts"
import { searchWire } from "./searchWire.ts"
import { storm } from "./storm.ts"
import { streams } from "./streams.ts"

/** `npm run bench [-- NAME …]`: every measurement, or those that are named. */

const measurements: Readonly<Record<string, () => Promise<Measurement>>> = {
  scan,
  load,
  requests,
  acks,
  streams,
  storm,
  idle,
  broadcast,
  slow,
  garbage,
  churn,
  resume,
  page,
  search: searchWire
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const run = async (names: ReadonlyArray<string>): Promise<void> => {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism() }
  say(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}\n`)
  const results: Record<string, unknown> = { at: new Date().toISOString(), machine }
  for (const name of names) {
    const measurement = await measurements[name]?.()
    if (measurement === undefined) continue
    results[name] = measurement.figures
    say(`${printed(measurement)}\n`)
  }
  const file = new URL("results.json", import.meta.url).pathname
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
  say(`Figures in ${file}`)
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !Object.hasOwn(measurements, name))
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(", ")}; there are ${Object.keys(measurements).join(", ")}\n`)
  process.exitCode = 2
} else {
  try {
    await run(asked.length === 0 ? Object.keys(measurements) : asked)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  } finally {
    await stopAll()
  }
}
