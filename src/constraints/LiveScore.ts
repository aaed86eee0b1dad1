import type { Circles } from "./Circles.ts"
import type { Conflict } from "./Conflict.ts"
import { byWeight, type Evaluation, evaluationOf, makeNamer, type Rulebook } from "./Evaluation.ts"
import { inquiryOf, makeJudge } from "./Inquiry.ts"
import type { Plan } from "./Plan.ts"
import { none } from "./Rule.ts"
import { UndoLog } from "./UndoLog.ts"
import type { Watchers } from "./Watchers.ts"

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
  readonly #circles: Circles
  /** Per point: what it costs in ten-thousandths, and 1 = it found something. Only who found something costs. */
  readonly #costs: Float64Array
  readonly #found: Uint8Array
  /** Per constraint: what it costs. */
  readonly #constraintCosts: Float64Array
  readonly #total = { hard: 0, soft: 0 }
  readonly #difference = { hard: 0, soft: 0 }
  /** Circles to be asked again: a list, and per circle 1 = it is on the list. */
  readonly #due: Int32Array
  readonly #isDue: Uint8Array
  #dues = 0
  readonly #log = new UndoLog()
  readonly #judge: (point: number) => void
  /** What `#judge` found: cost, number of findings. In an array, since a number kept elsewhere may be boxed. */
  readonly #judged = new Float64Array(2)

  /** `like`: what a live score of an equal plan under the same monitors knows, which then need not be asked for. */
  constructor(rulebook: Rulebook, plan: Plan, like: LiveScore | null = null) {
    const { monitors } = rulebook
    const inquiry = inquiryOf(rulebook)
    const { circles } = inquiry
    this.rulebook = rulebook
    this.plan = plan
    this.#circles = circles
    this.#costs = new Float64Array(circles.points.length)
    this.#found = new Uint8Array(circles.points.length)
    this.#constraintCosts = new Float64Array(monitors.length)
    this.#due = new Int32Array(circles.size)
    this.#isDue = new Uint8Array(circles.size)
    this.#judge = makeJudge(inquiry, monitors, plan, this.#judged)
    if (like === null) this.recount()
    else this.#adopt(like)
  }

  /**
   * The same score once more, with a plan of its own; nothing can be taken back in it. `rulebook`: of the same facts. Where
   * its monitors are the same too nothing is asked, which is what makes this a hundred times cheaper than to begin anew.
   */
  copy(rulebook: Rulebook): LiveScore {
    const plan = this.plan.copy(rulebook.model)
    return new LiveScore(rulebook, plan, rulebook.monitors === this.rulebook.monitors ? this : null)
  }

  #adopt(like: LiveScore): void {
    this.#costs.set(like.#costs)
    this.#found.set(like.#found)
    this.#constraintCosts.set(like.#constraintCosts)
    Object.assign(this.#total, like.#total)
  }

  /** Asks every point again: for a plan whose lessons were moved by other means. Nothing can be taken back after it. */
  recount(): Units {
    for (let circle = 0; circle < this.#circles.size; circle++) this.#addDue(circle)
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
    this.#addWatchers(this.#circles.ofLesson, lesson)
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
    while (log.takeEntry()) this.#set(log.point, log.cost, log.found)
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
    return evaluationOf(this.#name(this.#circles.inOrder))
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
      const point = this.#circles.points[p]
      if (point !== undefined && this.#found[p] === 1) namers[this.#circles.monitorOf[p] ?? 0]?.(point)
    }
    return conflicts
  }

  /** Whoever watches one of the teachers, rooms and other resources that the lesson has now. */
  #addHolders(lesson: number): void {
    const { plan } = this
    const { firstClass, firstRoom, lessons, tracksResources } = plan.model
    this.#addWatchersOf(this.#circles.ofTeacher, plan.teachersOf(lesson), 0)
    this.#addWatchersOf(this.#circles.ofRoom, plan.roomsOf(lesson), 0)
    if (!tracksResources) return
    this.#addWatchersOf(this.#circles.ofResource, plan.teachersOf(lesson), 0)
    this.#addWatchersOf(this.#circles.ofResource, lessons[lesson]?.classes ?? none, firstClass)
    this.#addWatchersOf(this.#circles.ofResource, plan.roomsOf(lesson), firstRoom)
    this.#addWatchersOf(this.#circles.ofResource, plan.fillersOf(lesson), 0)
  }

  #addWatchersOf(watchers: Watchers, who: Int32Array, first: number): void {
    // Nobody fills a role: -1, whom nobody watches.
    for (let i = 0; i < who.length; i++) if ((who[i] ?? -1) >= 0) this.#addWatchers(watchers, first + (who[i] ?? 0))
  }

  #addWatchers({ start, circles }: Watchers, watched: number): void {
    const end = start[watched + 1] ?? 0
    for (let i = start[watched] ?? 0; i < end; i++) this.#addDue(circles[i] ?? 0)
  }

  #addDue(circle: number): void {
    if (this.#isDue[circle] === 1) return
    this.#isDue[circle] = 1
    this.#due[this.#dues++] = circle
  }

  #askDue(): void {
    const { begin } = this.#circles
    for (let i = 0; i < this.#dues; i++) {
      const circle = this.#due[i] ?? 0
      this.#isDue[circle] = 0
      const end = begin[circle + 1] ?? 0
      for (let point = begin[circle] ?? 0; point < end; point++) this.#ask(point)
    }
    this.#dues = 0
  }

  #ask(point: number): void {
    const before = this.#found[point] ?? 0
    this.#judge(point)
    const found = (this.#judged[1] ?? 0) > 0 ? 1 : 0
    if (found === 0 && before === 0) return
    this.#log.note(point, this.#costs[point] ?? 0, before)
    this.#set(point, this.#judged[0] ?? 0, found)
  }

  #set(point: number, cost: number, found: number): void {
    const difference = cost - (this.#costs[point] ?? 0)
    const m = this.#circles.monitorOf[point] ?? 0
    this.#costs[point] = cost
    this.#found[point] = found
    this.#constraintCosts[m] = (this.#constraintCosts[m] ?? 0) + difference
    if (this.rulebook.monitors[m]?.constraint.hard === true) this.#total.hard += difference
    else this.#total.soft += difference
  }

  /** Copies of all that makes two of these equal. For tests of undo. */
  snapshot(): ReadonlyArray<unknown> {
    const kept = [this.#costs, this.#found, this.#constraintCosts, this.#isDue].map(array => array.slice())
    return [...kept, { ...this.#total }, this.plan.snapshot()]
  }
}
