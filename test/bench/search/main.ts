import { mkdirSync, writeFileSync } from "node:fs"
import { arch, cpus, platform } from "node:os"
import { liveOf } from "../../suggestions/searching.ts"
import { corpusSchools } from "../../support/corpusSchools.ts"
import { withBasicRules } from "./corpus.ts"
import { type Latencies, latenciesOf } from "./latencies.ts"
import { type Shares, sharesOf } from "./shares.ts"

/**
 * How fast /where and /suggest answer, and for how many lessons there is something to suggest: `npm run bench:search`, from the
 * root of the repository.
 */

interface Row {
  readonly school: string
  readonly lessons: number
  readonly latencies: Latencies
  /** Under all rules, and with only those hard that every school takes for granted. */
  readonly shares: { readonly all: Shares; readonly basic: Shares }
}

const print = (line = ""): void => void process.stdout.write(`${line}\n`)

const table = (rows: ReadonlyArray<ReadonlyArray<string>>): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  for (const row of rows) print(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
}

const ms = (value: number): string => (Number.isNaN(value) ? "–" : value.toFixed(1))
const percent = (part: number, of: number): string => (of === 0 ? "–" : `${((100 * part) / of).toFixed(1)}`)
const percents = (parts: ReadonlyArray<number>, of: number): string => parts.map(part => percent(part, of)).join(" / ")

const asked = process.argv.slice(2)
const schools = corpusSchools(process.cwd(), "suggestions are").filter(
  ({ name }) => asked.length === 0 || asked.includes(name)
)
const rows = schools.map(({ name, load }): Row => {
  const body = load()
  const latencies = latenciesOf(liveOf(body))
  const shares = { all: sharesOf(liveOf(body)), basic: sharesOf(liveOf(withBasicRules(body))) }
  return { school: name, lessons: body.lessons.length, latencies, shares }
})

print("Latency, in milliseconds of the processor (budgets: where p99 20, lesson 200, teacher 1000, first 150)")
table([
  [
    "school",
    "lessons",
    "where p50",
    "p99",
    "lesson p50",
    "p99",
    "max",
    "teacher p50",
    "max",
    "first max",
    "k places/s",
    "k previews/s"
  ],
  ...rows.map(
    ({
      school,
      lessons,
      latencies: { where, lesson, teacher, firstOfTeacher, thousandPositions, thousandPreviews }
    }) => [
      school,
      String(lessons),
      ...[where.p50, where.p99, lesson.p50, lesson.p99, lesson.max, teacher.p50, teacher.max, firstOfTeacher.max].map(
        ms
      ),
      ...[thousandPositions, thousandPreviews].map(value => value.toFixed(0))
    ]
  )
])
print("\nLessons with a valid suggestion, percent, at most 1 / 2 / 3 lessons moving")
table([
  [
    "school",
    "placed",
    "movable",
    "of placed: all rules",
    "all rules, identical as one",
    "basic rules",
    "basic, identical as one",
    "complete"
  ],
  ...rows.map(({ school, shares: { all, basic } }) => [
    school,
    ...[all.placed, all.movable].map(String),
    percents(all.withUpTo, all.placed),
    percents(all.identicalAsOne, all.movable),
    percents(basic.withUpTo, basic.movable),
    percents(basic.identicalAsOne, basic.movable),
    all.complete && basic.complete ? "yes" : "no"
  ])
])
print(`
identical as one: of those that may move; a lesson can go where one identical to it can · all rules: nothing hard of the file gets worse · basic rules: only clashes, times off, breaks and rooms are hard · places:
slots and rooms that a search looked at for a lesson, most of them judged without asking the rules · previews: any lesson
to any slot, judged by all rules, and taken back · complete: every search looked at everything`)

mkdirSync("dist/bench", { recursive: true })
const machine = {
  node: process.version,
  platform: platform(),
  arch: arch(),
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length
}
writeFileSync("dist/bench/search.json", `${JSON.stringify({ machine, rows }, null, 2)}\n`)
print("\ndist/bench/search.json")
