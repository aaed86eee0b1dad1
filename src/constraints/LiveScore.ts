import { aspect, differ, everyAspect } from "./Aspect.ts"
import { bitOf, lowest } from "./Bits.ts"
import { Calm } from "./Calm.ts"
import type { Circles } from "./Circles.ts"
import type { Conflict } from "./Conflict.ts"
import { byWeight, type Evaluation, evaluationOf, makeNamer, type Rulebook } from "./Evaluation.ts"
import { findingAt, heedingAt, inquiryOf, listAt, makeJudge, questionsAt, recordSize, subjectAt } from "./Inquiry.ts"
import type { Plan } from "./Plan.ts"
import { none } from "./Rule.ts"
import { UndoLog } from "./UndoLog.ts"
import type { Watchers } from "./Watchers.ts"

const nothing = -1

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
  /** Per point: what it costs in ten-thousandths, `nothing` = it found nothing. In one number, since both are fetched together. */
  readonly #costs: Float64Array
  /** Per constraint: what it costs. */
  readonly #constraintCosts: Float64Array
  readonly #isHard: Uint8Array
  readonly #total = { hard: 0, soft: 0 }
  readonly #difference = { hard: 0, soft: 0 }
  /** Circles to be asked again: a list, and who is on it, 32 circles in a word so that all of them stay at hand. */
  readonly #due: Int32Array
  readonly #isDue: Int32Array
  #dues = 0
  readonly #log = new UndoLog()
  /** What is asked in each circle, and what found something there; see Inquiry.ts. */
  readonly #records: Int32Array
  readonly #lists: Int32Array
  readonly #heeding: Int32Array
  readonly #monitorOf: Int32Array
  readonly #calm: Calm
  readonly #judge: (question: number, subject: number) => void
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
    this.#costs = new Float64Array(circles.points.length).fill(nothing)
    this.#constraintCosts = new Float64Array(monitors.length)
    this.#isHard = Uint8Array.from(monitors, ({ constraint }) => (constraint.hard ? 1 : 0))
    this.#due = new Int32Array(circles.size)
    this.#isDue = new Int32Array((circles.size >> 5) + 1)
    this.#records = inquiry.records.slice()
    this.#lists = inquiry.lists
    this.#heeding = inquiry.heeding
    this.#monitorOf = inquiry.monitorOf
    this.#calm = new Calm(plan, inquiry.bounds)
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
    this.#records.set(like.#records)
    this.#constraintCosts.set(like.#constraintCosts)
    Object.assign(this.#total, like.#total)
  }

  /** Asks every point again: for a plan whose lessons were moved by other means. Nothing can be taken back after it. */
  recount(): Units {
    for (let circle = 0; circle < this.#circles.size; circle++) this.#addDue(circle, everyAspect)
    this.#askDue(everyAspect)
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
    const occupied = plan.endOf(lesson) - from
    const oldRooms = plan.roomsOf(lesson)
    const oldTeachers = plan.teachersOf(lesson)
    const oldFillers = plan.fillersOf(lesson)
    this.#log.begin(lesson, from, oldRooms, oldTeachers, oldFillers)
    plan.place(lesson, slot, rooms, teachers, fillers)
    const to = plan.slotOf[lesson] ?? -1
    let changed = from === to ? 0 : aspect.time
    if (from < 0 !== to < 0 || plan.endOf(lesson) - to !== occupied) changed |= aspect.length
    if (differ(oldRooms, rooms)) changed |= aspect.rooms
    if (differ(oldTeachers, plan.teachersOf(lesson))) changed |= aspect.teachers
    if (differ(oldFillers, plan.fillersOf(lesson))) changed |= aspect.fillers
    if (changed === 0) return this.#total
    this.#addWatchers(this.#circles.ofLesson, lesson, changed)
    this.#addHolders(lesson, oldRooms, oldTeachers, oldFillers, changed)
    if ((changed & ~aspect.time & ~aspect.length) !== 0)
      this.#addHolders(lesson, rooms, plan.teachersOf(lesson), plan.fillersOf(lesson), changed)
    this.#askDue(changed)
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
    while (log.takeEntry()) this.#set(log.point, log.circle, log.cost)
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
      if (point !== undefined && (this.#costs[p] ?? nothing) !== nothing)
        namers[this.#circles.monitorOf[p] ?? 0]?.(point)
    }
    return conflicts
  }

  /** Whoever watches one of the teachers, rooms and other resources that the lesson has before or after. */
  #addHolders(lesson: number, rooms: Int32Array, teachers: Int32Array, fillers: Int32Array, changed: number): void {
    const { firstClass, firstRoom, lessons, tracksResources } = this.plan.model
    this.#addWatchersOf(this.#circles.ofTeacher, teachers, 0, changed)
    this.#addWatchersOf(this.#circles.ofRoom, rooms, 0, changed)
    if (!tracksResources) return
    this.#addWatchersOf(this.#circles.ofResource, teachers, 0, changed)
    this.#addWatchersOf(this.#circles.ofResource, lessons[lesson]?.classes ?? none, firstClass, changed)
    this.#addWatchersOf(this.#circles.ofResource, rooms, firstRoom, changed)
    this.#addWatchersOf(this.#circles.ofResource, fillers, 0, changed)
  }

  #addWatchersOf(watchers: Watchers, who: Int32Array, first: number, changed: number): void {
    // Nobody fills a role: -1, whom nobody watches.
    for (let i = 0; i < who.length; i++)
      if ((who[i] ?? -1) >= 0) this.#addWatchers(watchers, first + (who[i] ?? 0), changed)
  }

  #addWatchers({ start, circles }: Watchers, watched: number, changed: number): void {
    const end = start[watched + 1] ?? 0
    for (let i = start[watched] ?? 0; i < end; i++) this.#addDue(circles[i] ?? 0, changed)
  }

  #addDue(circle: number, changed: number): void {
    const word = circle >> 5
    const bit = bitOf(circle & 31)
    const due = this.#isDue[word] ?? 0
    if ((due & bit) !== 0 || this.#heeders(circle, changed) === 0) return
    this.#isDue[word] = due | bit
    this.#due[this.#dues++] = circle
  }

  /** The questions of the circle that heed what changed, as bits. */
  #heeders(circle: number, changed: number): number {
    const list = this.#records[circle * recordSize + listAt] ?? 0
    return this.#heeding[(this.#lists[list + heedingAt] ?? 0) + changed] ?? 0
  }

  #askDue(changed: number): void {
    for (let i = 0; i < this.#dues; i++) {
      const circle = this.#due[i] ?? 0
      // Whoever shares the word is on the list too, and is not added before the end of it.
      this.#isDue[circle >> 5] = 0
      this.#ask(circle, this.#heeders(circle, changed))
    }
    this.#dues = 0
  }

  /** Asks these of the circle's questions again, if they may find something or did so before. */
  #ask(circle: number, heeders: number): void {
    const record = circle * recordSize
    const first = this.#records[record] ?? 0
    const list = this.#records[record + listAt] ?? 0
    const subject = this.#records[record + subjectAt] ?? 0
    const finding = this.#records[record + findingAt] ?? 0
    const disturbed = this.#calm.disturbed(this.#lists[list] ?? -1, subject)
    for (let left = heeders & (finding | disturbed); left !== 0; left &= left - 1) {
      const i = lowest(left)
      let after: number = nothing
      if ((disturbed & bitOf(i)) !== 0) {
        this.#judge(this.#lists[list + questionsAt + i] ?? 0, subject)
        if ((this.#judged[1] ?? 0) > 0) after = this.#judged[0] ?? 0
        else if ((finding & bitOf(i)) === 0) continue
      }
      this.#log.note(first + i, circle, this.#costs[first + i] ?? nothing)
      this.#set(first + i, circle, after)
    }
  }

  #set(point: number, circle: number, cost: number): void {
    const record = circle * recordSize
    const i = point - (this.#records[record] ?? 0)
    const list = this.#records[record + listAt] ?? 0
    const monitor = this.#monitorOf[this.#lists[list + questionsAt + i] ?? 0] ?? 0
    const difference = Math.max(0, cost) - Math.max(0, this.#costs[point] ?? 0)
    const finding = this.#records[record + findingAt] ?? 0
    this.#records[record + findingAt] = cost === nothing ? finding & ~bitOf(i) : finding | bitOf(i)
    this.#costs[point] = cost
    this.#constraintCosts[monitor] = (this.#constraintCosts[monitor] ?? 0) + difference
    if (this.#isHard[monitor] === 1) this.#total.hard += difference
    else this.#total.soft += difference
  }

  /** Copies of all that makes two of these equal. For tests of undo. */
  snapshot(): ReadonlyArray<unknown> {
    const kept = [this.#costs, this.#constraintCosts, this.#isDue, this.#records].map(array => array.slice())
    return [...kept, { ...this.#total }, this.plan.snapshot()]
  }
}
