import type { LiveScore } from "../../../src/constraints/LiveScore.ts"
import { seeded } from "../../../src/suggestions/optimise/Random.ts"
import type { SearchScope } from "../../../src/suggestions/SearchRequest.ts"
import { SuggestSearch } from "../../../src/suggestions/SuggestSearch.ts"
import { whereTo } from "../../../src/suggestions/whereTo.ts"
import { lessons, request } from "../../suggestions/searching.ts"

/** Milliseconds of the processor, not of the clock: the neighbours on a shared machine are none of our business. */
export interface Spread {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export interface Latencies {
  /** Every slot, with reasons, for each lesson. */
  readonly where: Spread
  /** Suggestions for each lesson, and for each teacher, of up to three lessons, until everything was looked at. */
  readonly lesson: Spread
  readonly teacher: Spread
  /** Until a teacher's first proposal, where there is one. */
  readonly firstOfTeacher: Spread
  /** Places for a lesson that the searches looked at, thousands a second. */
  readonly thousandPositions: number
  /** Any lesson to any slot, judged by all rules, and taken back: thousands a second. */
  readonly thousandPreviews: number
}

const slice = 2000

export const latenciesOf = (live: LiveScore): Latencies => {
  const { model } = live.rulebook
  const ids = model.lessons.map(({ lesson }) => lesson.id)
  const where = model.lessons.map(({ index }) => millisOf(() => whereTo(live, index)))
  const byLesson = ids.map(id => searched(live, lessons(id)))
  const byTeacher = model.body.teachers.map(({ id }) => searched(live, { teacherIds: [id] }))
  const all = [...byLesson, ...byTeacher]
  const nodes = all.reduce((sum, search) => sum + search.nodes, 0)
  const millis = all.reduce((sum, search) => sum + search.millis, 0)
  return {
    where: spreadOf(where),
    lesson: spreadOf(byLesson.map(({ millis }) => millis)),
    teacher: spreadOf(byTeacher.map(({ millis }) => millis)),
    firstOfTeacher: spreadOf(byTeacher.flatMap(({ first }) => first ?? [])),
    thousandPositions: nodes / millis,
    thousandPreviews: previews / millisOf(() => tryMoves(live))
  }
}

const previews = 50_000

const tryMoves = (live: LiveScore): void => {
  const { plan, rulebook } = live
  const { below } = seeded(1)
  for (let i = 0; i < previews; i++) {
    const lesson = below(rulebook.model.lessons.length)
    live.preview(
      lesson,
      below(rulebook.model.slots),
      plan.roomsOf(lesson),
      plan.teachersOf(lesson),
      plan.fillersOf(lesson)
    )
  }
}

const searched = (live: LiveScore, scope: Partial<SearchScope>) => {
  let first: number | null = null
  let nodes = 0
  const start = process.cpuUsage()
  const search = new SuggestSearch(live, request(scope), false)
  while (!search.step(slice)) if (first === null && search.best().length > 0) first = millisSince(start)
  if (first === null && search.best().length > 0) first = millisSince(start)
  nodes = search.nodes
  return { millis: millisSince(start), first, nodes }
}

const millisOf = (run: () => unknown): number => {
  const start = process.cpuUsage()
  run()
  return millisSince(start)
}

const millisSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const spreadOf = (values: ReadonlyArray<number>): Spread => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
