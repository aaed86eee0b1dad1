import { mkdirSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import { resolve } from "node:path"
import type { Score } from "../../../src/constraints/Tally.ts"
import { type SolveRow, solveRows } from "./solveRows.ts"

/**
 * What a week costs after 10 and 60 seconds of solving, beside FET's own timetable and the best published for XHSTT: part of
 * `npm run bench:search`, from the root of the repository. Arguments: names of schools; all, when there are none.
 */

const corpus = resolve(process.env.CORPUS_DIR ?? "../shared/data")

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const score = ({ hard, soft }: Score): string => `${hard} / ${soft}`

const widths = [18, 8, 8, 18, 16, 16, 16, 10, 9, 9]
const line = (cells: ReadonlyArray<string>): string => cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("")

const tell = (row: SolveRow): void =>
  print(
    line([
      row.name,
      row.from,
      String(row.lessons),
      score(row.start),
      score(row.after10),
      score(row.after60),
      score(row.published),
      row.feasibleAfter === null ? "never" : row.feasibleAfter.toFixed(1),
      (row.movesASecond / 1000).toFixed(0),
      (row.judgedASecond / 1000).toFixed(0)
    ])
  )

print("Solving: hard / soft (budgets: ≥ 200 k moves/s, hard 0 within 60 s for the FET schools)")
print(
  line([
    "school",
    "from",
    "lessons",
    "start",
    "after 10 s",
    "after 60 s",
    "published",
    "feasible s",
    "k moves/s",
    "k judged"
  ])
)
const rows = solveRows(corpus, { names: process.argv.slice(2), tell })
if (rows.length === 0) print(`no such schools in ${corpus} (set CORPUS_DIR)`)
print(
  "moves: places, exchanges, rooms and people of which it was decided whether to take them, a second of the processor; most are\nrejected by a table of clashes and own costs, those judged went on to all rules · from nothing: only what is locked is placed;\nhopwood locks all lessons but one, and the file of uae-ibdp holds the published timetable, unlocked, which is taken out"
)
mkdirSync("dist/bench", { recursive: true })
writeFileSync(
  "dist/bench/solve.json",
  `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, rows }, null, 2)}\n`
)
print("dist/bench/solve.json")
