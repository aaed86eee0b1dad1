import type { Conflict } from "./Conflict.ts"
import {
  byWeight,
  costOf,
  type Evaluation,
  evaluationOf,
  type Monitor,
  makeNamer,
  type Rulebook
} from "./Evaluation.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type Found, none, type Point } from "./Rule.ts"
import { UndoLog } from "./UndoLog.ts"
import { Watchers } from "./Watchers.ts"

/** Hard and soft cost in whole ten-thousandths of a weight (see Tally.ts), or the difference of two such. */
export interface Units {
  readonly hard: number
  readonly soft: number
}

/**
 * The score of a plan, kept while lessons move: a change asks only the points that watch the lesson, or one of the
 * teachers, rooms and other resources it has before or after, so its price does not depend on the size of the school. Always equal to
 * `evaluate` of the same plan. Neither `apply` nor `preview` nor `undo` allocates, once its arrays have grown.
 *
 * The plan belongs to it: whoever moves lessons of the plan by other means makes it wrong, until a `recount`.
 */
export class LiveScore {
  readonly rulebook: Rulebook
  readonly plan: Plan
  /** In the order of what they watch, so that those who are asked together are neighbours in memory. */
  readonly #points: ReadonlyArray<Point>
  /** The points in the order of the rulebook. */
  readonly #inOrder: Int32Array
  /** Per point: the constraint it belongs to. */
  readonly #monitorOf: Int32Array
  readonly #lessonWatchers: Watchers
  readonly #teacherWatchers: Watchers
  readonly #roomWatchers: Watchers
  readonly #resourceWatchers: Watchers
  /** Per point, and per constraint: cost in ten-thousandths, and number of findings. */
  readonly #costs: Float64Array
  readonly #counts: Int32Array
  readonly #constraintCosts: Float64Array
  readonly #total = { hard: 0, soft: 0 }
  readonly #difference = { hard: 0, soft: 0 }
  /** Points to be asked again: a list, and per point 1 = it is on the list. */
  readonly #due: Int32Array
  readonly #isDue: Uint8Array
  #dues = 0
  readonly #log = new UndoLog()
  readonly #judge: (point: number, monitor: Monitor) => void
  /** What `#judge` found: cost, number of findings. In an array, since a number kept elsewhere may be boxed. */
  readonly #judged = new Float64Array(2)

  constructor(rulebook: Rulebook, plan: Plan) {
    const { monitors, model } = rulebook
    const all = monitors.flatMap(({ points }, m) => points.map(point => ({ point, m, place: placeOf(model, point) })))
    const order = [...all.keys()].sort((a, b) => (all[a]?.place ?? 0) - (all[b]?.place ?? 0) || a - b)
    const points = order.flatMap(i => all[i]?.point ?? [])
    this.rulebook = rulebook
    this.plan = plan
    this.#points = points
    this.#inOrder = new Int32Array(points.length)
    order.forEach((i, p) => {
      this.#inOrder[i] = p
    })
    this.#monitorOf = Int32Array.from(order, i => all[i]?.m ?? 0)
    this.#lessonWatchers = new Watchers(model.lessons.length, points, point => point.watchedLessons)
    this.#teacherWatchers = new Watchers(model.body.teachers.length, points, point => point.watchedTeachers)
    this.#roomWatchers = new Watchers(model.body.rooms.length, points, point => point.watchedRooms)
    this.#resourceWatchers = new Watchers(model.resources.length, points, point => point.watchedResources ?? none)
    this.#costs = new Float64Array(points.length)
    this.#counts = new Int32Array(points.length)
    this.#constraintCosts = new Float64Array(monitors.length)
    this.#due = new Int32Array(points.length)
    this.#isDue = new Uint8Array(points.length)
    this.#judge = makeJudge(points, plan, this.#judged)
    this.recount()
  }

  /** Asks every point again: for a plan whose lessons were moved by other means. Nothing can be taken back after it. */
  recount(): Units {
    for (let point = 0; point < this.#points.length; point++) this.#addDue(point)
    this.#askDue()
    this.#log.clear()
    return this.#total
  }

  /** What the plan costs now. The same object every time: it changes with the plan. */
  get total(): Units {
    return this.#total
  }

  /** What the constraints cost now, in ten-thousandths, in the order of the rulebook. */
  constraintCosts(): Float64Array {
    return this.#constraintCosts.slice()
  }

  /**
   * Puts the lesson there, or, with a slot of -1, nowhere (see `Plan.place` for its arguments), and answers what the plan
   * costs now. It can be taken back until `keep`.
   */
  apply(lesson: number, slot: number, rooms: Int32Array, teachers?: Int32Array, fillers?: Int32Array): Units {
    const { plan } = this
    const from = plan.slotOf[lesson] ?? -1
    this.#log.begin(lesson, from, plan.roomsOf(lesson), plan.teachersOf(lesson), plan.fillersOf(lesson))
    this.#addWatchers(this.#lessonWatchers, lesson)
    this.#addHolders(lesson)
    plan.place(lesson, slot, rooms, teachers, fillers)
    this.#addHolders(lesson)
    this.#askDue()
    return this.#total
  }

  /** By how much `apply` with these arguments would change the total. The same object every time. */
  preview(lesson: number, slot: number, rooms: Int32Array, teachers?: Int32Array, fillers?: Int32Array): Units {
    const { hard, soft } = this.#total
    this.apply(lesson, slot, rooms, teachers, fillers)
    this.#difference.hard = this.#total.hard - hard
    this.#difference.soft = this.#total.soft - soft
    this.undo()
    return this.#difference
  }

  /** Where `undoTo` comes back to. */
  mark(): number {
    return this.#log.length
  }

  /** Takes back the newest change, to the last bit; nothing when there is none. */
  undo(): void {
    const log = this.#log
    if (log.length === 0) return
    while (log.takeEntry()) this.#set(log.point, log.cost, log.count)
    log.takeChange()
    this.plan.place(log.lesson, log.slot, log.rooms, log.teachers, log.fillers)
  }

  /** Takes back all changes since `mark` was given. */
  undoTo(mark: number): void {
    while (this.#log.length > mark) this.undo()
  }

  /** The changes so far stay: they cannot be taken back, and their memory is used again. Marks given before are void. */
  keep(): void {
    this.#log.clear()
  }

  /** Points that found something before or after one of the changes since the mark; what others find has not changed. */
  pointsSince(mark: number): ReadonlyArray<number> {
    return this.#log.pointsSince(mark)
  }

  /** Everything that is wrong: equal to `evaluate`, but only points that cost something are asked. */
  evaluation(): Evaluation {
    return evaluationOf(this.#name(this.#inOrder))
  }

  /** What these points find, the worst first. */
  conflictsOf(points: Iterable<number>): ReadonlyArray<Conflict> {
    return this.#name(points).sort(byWeight)
  }

  #name(points: Iterable<number>): Array<Conflict> {
    const { model, monitors } = this.rulebook
    const conflicts: Array<Conflict> = []
    const namers = monitors.map(monitor => makeNamer(model, this.plan, monitor, conflicts))
    for (const p of points) {
      const point = this.#points[p]
      if (point !== undefined && this.#counts[p] !== 0) namers[this.#monitorOf[p] ?? 0]?.(point)
    }
    return conflicts
  }

  /** Whoever watches one of the teachers, rooms and other resources that the lesson has now. */
  #addHolders(lesson: number): void {
    const { plan } = this
    const { firstClass, firstRoom, lessons, tracksResources } = plan.model
    this.#addWatchersOf(this.#teacherWatchers, plan.teachersOf(lesson), 0)
    this.#addWatchersOf(this.#roomWatchers, plan.roomsOf(lesson), 0)
    if (!tracksResources) return
    this.#addWatchersOf(this.#resourceWatchers, plan.teachersOf(lesson), 0)
    this.#addWatchersOf(this.#resourceWatchers, lessons[lesson]?.classes ?? none, firstClass)
    this.#addWatchersOf(this.#resourceWatchers, plan.roomsOf(lesson), firstRoom)
    this.#addWatchersOf(this.#resourceWatchers, plan.fillersOf(lesson), 0)
  }

  #addWatchersOf(watchers: Watchers, who: Int32Array, first: number): void {
    // Nobody fills a role: -1, whom nobody watches.
    for (let i = 0; i < who.length; i++) if ((who[i] ?? -1) >= 0) this.#addWatchers(watchers, first + (who[i] ?? 0))
  }

  #addWatchers({ start, points }: Watchers, watched: number): void {
    const end = start[watched + 1] ?? 0
    for (let i = start[watched] ?? 0; i < end; i++) this.#addDue(points[i] ?? 0)
  }

  #addDue(point: number): void {
    if (this.#isDue[point] === 1) return
    this.#isDue[point] = 1
    this.#due[this.#dues++] = point
  }

  #askDue(): void {
    const { monitors } = this.rulebook
    for (let i = 0; i < this.#dues; i++) {
      const point = this.#due[i] ?? 0
      this.#isDue[point] = 0
      const monitor = monitors[this.#monitorOf[point] ?? 0]
      if (monitor === undefined) continue
      this.#judge(point, monitor)
      const count = this.#judged[1] ?? 0
      const before = this.#counts[point] ?? 0
      if (count === 0 && before === 0) continue
      this.#log.note(point, this.#costs[point] ?? 0, before)
      this.#set(point, this.#judged[0] ?? 0, count)
    }
    this.#dues = 0
  }

  #set(point: number, cost: number, count: number): void {
    const difference = cost - (this.#costs[point] ?? 0)
    const m = this.#monitorOf[point] ?? 0
    this.#costs[point] = cost
    this.#counts[point] = count
    this.#constraintCosts[m] = (this.#constraintCosts[m] ?? 0) + difference
    if (this.rulebook.monitors[m]?.constraint.hard === true) this.#total.hard += difference
    else this.#total.soft += difference
  }

  /** Copies of all that makes two of these equal. For tests of undo. */
  snapshot(): ReadonlyArray<unknown> {
    const kept = [this.#costs, this.#counts, this.#constraintCosts, this.#isDue].map(array => array.slice())
    return [...kept, { ...this.#total }, this.plan.snapshot()]
  }
}

/** Sums what a point finds into `judged`: one function for all points, so that asking allocates nothing. */
const makeJudge = (points: ReadonlyArray<Point>, plan: Plan, judged: Float64Array) => {
  const judges = points.map(point => point.judge)
  const subjects = Int32Array.from(points, point => point.subject ?? 0)
  let asked: Monitor | undefined
  const found: Found = deviation => {
    if (asked === undefined) return
    judged[0] = (judged[0] ?? 0) + costOf(asked, deviation)
    judged[1] = (judged[1] ?? 0) + 1
  }
  return (point: number, monitor: Monitor): void => {
    asked = monitor
    judged[0] = 0
    judged[1] = 0
    judges[point]?.(plan, found, subjects[point] ?? 0)
  }
}

/** A number for what a point watches first: lessons, then teachers, rooms and others one after the other. */
const placeOf = ({ lessons, body, resources }: Model, point: Point): number => {
  const [teacher] = point.watchedTeachers
  if (teacher !== undefined) return lessons.length + teacher
  const [room] = point.watchedRooms
  if (room !== undefined) return lessons.length + body.teachers.length + room
  const [resource] = point.watchedResources ?? none
  if (resource !== undefined) return lessons.length + resources.length + resource
  return point.watchedLessons[0] ?? 0
}
