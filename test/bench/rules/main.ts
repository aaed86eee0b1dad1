import { mkdirSync, writeFileSync } from "node:fs"
import { arch, cpus, platform } from "node:os"
import { benchSchool } from "./benchSchool.ts"
import { type Scan, scanGood } from "./budget.ts"
import { everyKind, idleKinds, usualKinds } from "./constraints.ts"
import { measure, type Row } from "./measure.ts"
import { exponent } from "./numbers.ts"
import { type Joined, selfJoins } from "./selfJoin.ts"

/** How fast conflicts are found, and how that grows with the school: `npm run bench:rules [-- sizes]`. */

const asked = process.argv.slice(2).map(Number)
const sizes = asked.length > 0 ? asked : [200, 400, 800, 1_600, 4_000, 16_000]
const print = (line = ""): void => void process.stdout.write(`${line}\n`)

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const table = (rows: ReadonlyArray<ReadonlyArray<string>>): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  for (const row of rows) print(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
}

const growth = (rows: ReadonlyArray<Row>, costOf: (row: Row) => number): number =>
  exponent(
    rows.map(({ lessons }) => lessons),
    rows.map(costOf)
  )

const grown = (rows: ReadonlyArray<Row>) => ({
  scan: growth(rows, row => row.scanMillis),
  count: growth(rows, row => row.countMillis),
  apply: growth(rows, row => row.applyMicros),
  change: growth(rows, row => row.changeMicros),
  near: growth(rows, row => row.nearMicros),
  pairs: growth(rows, row => row.pairsMillis)
})

const report = (title: string, rows: ReadonlyArray<Row>, joined: ReadonlyArray<Joined> | null): void => {
  const { scan, count, apply, change, near, pairs } = grown(rows)
  print(`\n${title}`)
  table([
    [
      "lessons",
      "points",
      "conflicts",
      "scan ms",
      "count ms",
      "apply µs",
      "change µs",
      "near µs",
      "bytes",
      "clashes",
      "pairs ms",
      "SQL ms"
    ],
    ...rows.map((row, i) => [
      ...[row.lessons, row.points, row.conflicts].map(String),
      ...[row.scanMillis, row.countMillis, row.applyMicros, row.changeMicros, row.nearMicros].map(digits),
      ...[row.bytesPerChange, row.clashes].map(String),
      digits(row.pairsMillis),
      joined?.[i] === undefined ? "–" : digits(joined[i].millis)
    ]),
    [
      "grows with n^",
      "",
      "",
      digits(scan),
      digits(count),
      digits(apply),
      digits(change),
      digits(near),
      "",
      "",
      digits(pairs),
      ""
    ]
  ])
}

const reportGood = (scans: Readonly<Record<string, Scan>>): void => {
  print("\nA full scan of a good timetable")
  table([
    ["kinds", "lessons", "conflicts", "scan ms", "count ms"],
    ...Object.entries(scans).map(([kinds, { lessons, conflicts, scanMillis, countMillis }]) => [
      kinds,
      ...[lessons, conflicts].map(String),
      ...[scanMillis, countMillis].map(digits)
    ])
  ])
}

const run = async (): Promise<void> => {
  const idle = idleKinds(benchSchool(200, everyKind).constraints)
  print(`kinds that are not measured: ${idle.length === 0 ? "none" : idle.join(", ")}`)
  const usual = sizes.map(size => measure(size, usualKinds))
  const joined = await selfJoins(usual.map(({ plan }) => plan))
  if (joined === null) print("PostgreSQL is not there: the self-join is NOT measured")
  joined?.forEach(({ clashes }, i) => {
    if (clashes !== usual[i]?.row.clashes) throw new Error(`the self-join finds ${clashes} clashes at ${sizes[i]}`)
  })
  const every = sizes.map(size => measure(size, everyKind))
  const rows = { usual: usual.map(({ row }) => row), every: every.map(({ row }) => row) }
  report("The usual kinds (what most schools ask for)", rows.usual, joined)
  report("Every kind at once", rows.every, null)
  const good = { usual: scanGood(usualKinds), every: scanGood(everyKind) }
  reportGood(good)
  print(`
scan: every point judged, every conflict named · count: judged only · apply: any lesson to any slot and room, all that it
touches judged again, and kept · change: the same, and taken back · near: the same within six classes at a time, so that memory is at hand · bytes: left
to the garbage collector by a change · pairs: clashes alone, every lesson with every other in JavaScript · SQL: clashes
alone, a self-join on PostgreSQL, by the clock with the round trip; all else in time of the processor`)

  mkdirSync("dist/bench", { recursive: true })
  const machine = {
    node: process.version,
    platform: platform(),
    arch: arch(),
    cpu: cpus()[0]?.model ?? "",
    cores: cpus().length
  }
  const exponents = { usual: grown(rows.usual), every: grown(rows.every) }
  writeFileSync(
    "dist/bench/rules.json",
    `${JSON.stringify({ machine, sizes, ...rows, good, joined, exponents, idle }, null, 2)}\n`
  )
  print("\ndist/bench/rules.json")
}

await run()
