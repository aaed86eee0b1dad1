import { everyAspect } from "./Aspect.ts"
import { bitOf } from "./Bits.ts"
import { Bounds, type BoundsOfList } from "./Calm.ts"
import { Circles } from "./Circles.ts"
import { costOf, type Monitor, type Rulebook } from "./Evaluation.ts"
import type { Plan } from "./Plan.ts"
import type { Found, Point } from "./Rule.ts"

/** What the points of a constraint have in common: who judges, and for whom. */
interface Question {
  readonly judge: Point["judge"]
  readonly monitor: number
}

/**
 * From one circle's record to the next: its first point, where its list begins, its subject; and which of its points found
 * something, as bits, which is the only thing that changes while lessons move.
 */
export const recordSize = 4
export const listAt = 1
export const subjectAt = 2
export const findingAt = 3

/** A list: where its bounds begin (see Calm.ts), its row of `heeding`, then numbers of questions, one for each point of the circle. */
export const heedingAt = 1
export const questionsAt = 2

/**
 * How the points of a rulebook are asked: all that does not hang on where lessons are, so that versions share it. Thousands of circles ask the same
 * questions in the same order, each about a subject of its own; so there are few lists of questions, and a circle is four
 * numbers beside each other, where its points would be forty all over the memory.
 */
export interface Inquiry {
  readonly circles: Circles
  readonly bounds: Bounds
  readonly questions: ReadonlyArray<Question>
  /** Per question: the constraint it belongs to. */
  readonly monitorOf: Int32Array
  readonly records: Int32Array
  readonly lists: Int32Array
  /** Rows, one entry for each set of aspects: the questions of a list that heed any of these, as bits. */
  readonly heeding: Int32Array
}

const known = new WeakMap<Rulebook["monitors"], Inquiry>()

/** Made once for the monitors of a rulebook: it takes longer than to judge a change. */
export const inquiryOf = (rulebook: Rulebook): Inquiry => {
  const inquiry = known.get(rulebook.monitors) ?? makeInquiry(rulebook)
  known.set(rulebook.monitors, inquiry)
  return inquiry
}

const makeInquiry = ({ model, monitors }: Rulebook): Inquiry => {
  const circles = new Circles(model, monitors)
  const { begin, monitorOf, points } = circles
  const questions = new Map<Point["judge"], Map<number, number>>()
  const all: Array<Question> = []
  const questionOf = (point: Point, monitor: number): number => {
    const known = questions.get(point.judge) ?? new Map<number, number>()
    questions.set(point.judge, known)
    const number = known.get(monitor) ?? all.length
    if (number === all.length) all.push({ judge: point.judge, monitor })
    known.set(monitor, number)
    return number
  }
  const lists: Array<number> = []
  const heeding = makeHeeding()
  const boundsOfLists: Array<BoundsOfList> = []
  const starts: Array<number> = []
  const startOf = new Map<string, number>()
  const records = new Int32Array(circles.size * recordSize)
  for (let circle = 0; circle < circles.size; circle++) {
    const first = begin[circle] ?? 0
    const members = points.slice(first, begin[circle + 1])
    const list = members.map((point, i) => questionOf(point, monitorOf[first + i] ?? 0))
    const row = heeding.rowOf(members)
    const key = `${row};${list}`
    const start = startOf.get(key) ?? lists.length
    if (start === lists.length) {
      starts.push(start)
      boundsOfLists.push(members.map(({ calm }) => calm))
      lists.push(-1, row, ...list)
    }
    startOf.set(key, start)
    records.set([first, start, members[0]?.subject ?? 0, 0], circle * recordSize)
  }
  const bounds = new Bounds(model, boundsOfLists)
  starts.forEach((start, list) => {
    lists[start] = bounds.begin[list] ?? -1
  })
  return {
    circles,
    bounds,
    questions: all,
    monitorOf: Int32Array.from(all, ({ monitor }) => monitor),
    records,
    lists: Int32Array.from(lists),
    heeding: Int32Array.from(heeding.rows)
  }
}

/** Few rows, since most lists heed alike: what a change reads of them stays at hand. */
const makeHeeding = () => {
  const rows: Array<number> = []
  const known = new Map<string, number>()
  const rowOf = (points: ReadonlyArray<Point>): number => {
    const heeds = points.map(({ heeds = everyAspect }) => heeds)
    const row = known.get(`${heeds}`) ?? rows.length
    if (row === rows.length)
      for (let aspects = 0; aspects <= everyAspect; aspects++)
        rows.push(heeds.reduce((bits, heeded, i) => ((heeded & aspects) === 0 ? bits : bits | bitOf(i)), 0))
    known.set(`${heeds}`, row)
    return row
  }
  return { rows, rowOf }
}

/**
 * Sums what a point finds about its subject into `judged` (cost, number of findings): one function for all points, so that
 * asking allocates nothing.
 */
export const makeJudge = (
  { questions }: Inquiry,
  monitors: ReadonlyArray<Monitor>,
  plan: Plan,
  judged: Float64Array
): ((question: number, subject: number) => void) => {
  const judges = questions.map(({ judge }) => judge)
  const monitorOf = questions.map(({ monitor }) => monitors[monitor])
  let asked = 0
  const found: Found = deviation => {
    const monitor = monitorOf[asked]
    if (monitor === undefined) return
    judged[0] = (judged[0] ?? 0) + costOf(monitor, deviation)
    judged[1] = (judged[1] ?? 0) + 1
  }
  return (question, subject) => {
    judged[0] = 0
    judged[1] = 0
    asked = question
    judges[question]?.(plan, found, subject)
  }
}
