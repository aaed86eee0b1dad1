import { existsSync, readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { Effect } from "effect"
import type { Score } from "../../../src/constraints/Tally.ts"
import { readFetText } from "../../../src/interchange/fet/FetImport.ts"
import { readXmlText } from "../../../src/interchange/Xml.ts"
import { fromXhstt } from "../../../src/interchange/xhstt/XhsttImport.ts"
import { WeekOptimiser } from "../../../src/suggestions/optimise/WeekOptimiser.ts"
import { wholeWeek } from "../../../src/suggestions/SearchRequest.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { liveOf } from "../../suggestions/optimise/optimising.ts"
import { evaluateBody } from "../../support/school.ts"

/** A school to be solved, and what others have made of it. */
export interface Problem {
  readonly name: string
  /** nothing: only what is locked is placed (of XHSTT, lessons are split as in the first solution). first: that solution. */
  readonly from: "nothing" | "first"
  readonly body: TimetableBody
  /** FET's own timetable; of XHSTT, the best solution of the archive. Judged by our evaluator. */
  readonly published: Score
}

export interface SolveRow {
  readonly name: string
  readonly from: Problem["from"]
  readonly lessons: number
  readonly start: Score
  /** Best after 10 s and at the end, of wall time. */
  readonly after10: Score
  readonly after60: Score
  readonly published: Score
  /** Wall time until nothing hard was broken, s; null = never. */
  readonly feasibleAfter: number | null
  /** Moves decided, and of them judged by the live score, a second of the processor. */
  readonly movesASecond: number
  readonly judgedASecond: number
}

const scoreOf = (body: TimetableBody): Score => {
  const { hard, soft } = evaluateBody(body)
  return { hard, soft }
}

const isBetter = (a: Score, b: Score): boolean => a.hard < b.hard || (a.hard === b.hard && a.soft < b.soft)

/** Every problem of the corpus; none when it is not there. */
export const problemsIn = (corpus: string): ReadonlyArray<Problem> => [...fetProblems(corpus), ...xhsttProblems(corpus)]

const fetProblems = (corpus: string): ReadonlyArray<Problem> => {
  const folder = resolve(corpus, "fet")
  if (!existsSync(folder)) return []
  const read = (name: string, file: string): TimetableBody =>
    Effect.runSync(readFetText(file, readFileSync(resolve(folder, name, file), "utf8"))).body
  return readdirSync(folder)
    .filter(name => existsSync(resolve(folder, name, "input.fet")))
    .map(name => {
      const input = read(name, "input.fet")
      const body = { ...input, placements: input.placements.filter(({ pin }) => pin !== null) }
      return { name, from: "nothing", body, published: scoreOf(read(name, "data_and_timetable.fet")) }
    })
}

const xhsttProblems = (corpus: string): ReadonlyArray<Problem> => {
  const folder = resolve(corpus, "xhstt")
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(file => file.endsWith(".xml"))
    .flatMap(file => {
      const root = Effect.runSync(readXmlText(file, readFileSync(resolve(folder, file), "utf8")))
      const { body } = fromXhstt(root, { solution: 0 })
      const published = solutionsIn(root).reduce((best, score) => (isBetter(score, best) ? score : best))
      const name = file.replace(/\.xml$/, "")
      return [
        { name, from: "nothing", body: { ...body, placements: [] }, published },
        { name, from: "first", body, published }
      ] satisfies ReadonlyArray<Problem>
    })
}

/** The scores of an archive's solutions: as many as can be read. */
const solutionsIn = (root: Parameters<typeof fromXhstt>[0]): ReadonlyArray<Score> => {
  const scores: Array<Score> = []
  for (let solution = 0; ; solution++)
    try {
      scores.push(scoreOf(fromXhstt(root, { solution }).body))
    } catch {
      return scores
    }
}

/** Solves a problem for so many seconds of wall time, or until nothing can get better. */
export const solveRow = ({ name, from, body, published }: Problem, seconds: number): SolveRow => {
  const live = liveOf(body)
  const start = scoreOf(body)
  const began = performance.now()
  const busy = process.cpuUsage()
  const optimiser = new WeekOptimiser(live, { _tag: "Optimise", scope: wholeWeek, millis: 1000 * seconds, seed: 1 })
  let after10: Score | null = null
  let feasibleAfter: number | null = null
  let elapsed = 0
  while (elapsed < seconds && !optimiser.done) {
    optimiser.step(100)
    elapsed = (performance.now() - began) / 1000
    if (feasibleAfter === null && optimiser.bestScore.hard === 0) feasibleAfter = elapsed
    if (after10 === null && elapsed >= 10) after10 = optimiser.bestScore
  }
  const { user, system } = process.cpuUsage(busy)
  const cpuSeconds = (user + system) / 1e6
  const after60 = optimiser.best()?.delta.after ?? start
  return {
    name,
    from,
    lessons: body.lessons.length,
    start,
    after10: after10 ?? after60,
    after60,
    published,
    feasibleAfter,
    movesASecond: Math.round(optimiser.moves / cpuSeconds),
    judgedASecond: Math.round(optimiser.judged / cpuSeconds)
  }
}

/** All problems, or those of these names. `tell` hears of each row as soon as it is there: they take a minute each. */
export const solveRows = (
  corpus: string,
  {
    names = [],
    seconds = 60,
    tell = () => {}
  }: {
    readonly names?: ReadonlyArray<string>
    readonly seconds?: number
    readonly tell?: (row: SolveRow) => void
  } = {}
): ReadonlyArray<SolveRow> =>
  problemsIn(corpus)
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map(problem => {
      const row = solveRow(problem, seconds)
      tell(row)
      return row
    })
