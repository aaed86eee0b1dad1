import type { Conflict } from "../../constraints/Conflict.ts"
import { LiveScore } from "../../constraints/LiveScore.ts"
import { BestPlan, copyOf } from "./BestPlan.ts"
import { type Blocks, blocksOf } from "./Blocks.ts"
import { Candidate } from "./Candidate.ts"
import { type ClashGraph, clashGraphOf } from "./ClashGraph.ts"
import { type Energy, energyFor, energyOf } from "./Energy.ts"
import { type Places, placesOf } from "./Places.ts"
import type { Random } from "./Random.ts"
import { RoomChoice } from "./RoomChoice.ts"
import { RoomFinder } from "./RoomFinder.ts"
import { SlotCosts } from "./SlotCosts.ts"

/**
 * A plan of its own with all that is counted about it, always in step with one another: the live score, which is the
 * judge, and the quick tables, which only spare asking it. A candidate is put together with `begin` and `add`, and
 * `attempt`ed; nothing in the loop allocates.
 */
export class Board {
  readonly live: LiveScore
  readonly energy: Energy
  readonly movable: Uint8Array
  readonly graph: ClashGraph
  readonly places: Places
  readonly costs: SlotCosts
  readonly blocks: Blocks
  readonly rooms: RoomChoice
  readonly best: BestPlan
  /** The best since the last start from nothing: what attempts go out from, so that a new start is not given up for an old best. */
  #base: BestPlan
  /** Where lessons were at the start, -1 = nowhere. */
  readonly origin: Int32Array
  /** What a lesson away from there adds to a move's energy: less than any gain, yet enough that nobody wanders for nothing. */
  readonly awayPrice: number
  #away = 0
  readonly #candidate: Candidate
  readonly #finder: RoomFinder
  #judged = 0

  constructor(live: LiveScore, movable: Uint8Array, days: ReadonlyArray<number>, random: Random) {
    const { rulebook } = live
    const { model } = rulebook
    this.live = new LiveScore(rulebook, copyOf(live.plan))
    this.energy = energyFor(rulebook)
    this.movable = movable
    const lessons = [...movable.keys()].filter(lesson => movable[lesson] === 1)
    this.places = placesOf(rulebook, this.energy, lessons, days)
    this.graph = clashGraphOf(rulebook, this.energy, RoomChoice.onlyRooms(model))
    this.costs = new SlotCosts(model, this.graph, this.places)
    this.blocks = blocksOf(rulebook, movable, this.places)
    this.rooms = new RoomChoice(rulebook, live.plan, movable, random)
    this.best = new BestPlan(this.live)
    this.#base = this.best
    this.origin = live.plan.slotOf.slice()
    const { leastHard, leastSoft } = this.energy
    this.awayPrice = (leastSoft > 0 ? leastSoft : leastHard) / 4
    this.#candidate = new Candidate(model.lessons.length)
    this.#finder = new RoomFinder(this.live.plan, this.#candidate, this.costs, this.rooms)
    for (const { index } of model.lessons) this.costs.come(index, this.slotOf(index))
  }

  slotOf(lesson: number): number {
    return this.live.plan.slotOf[lesson] ?? -1
  }

  energyNow(): number {
    return energyOf(this.energy, this.live.total)
  }

  /** Candidates that the live score was asked about. */
  get judged(): number {
    return this.#judged
  }

  begin(): void {
    this.#candidate.begin()
  }

  get count(): number {
    return this.#candidate.count
  }

  lessonAt(i: number): number {
    return this.#candidate.lessonAt(i)
  }

  targetAt(i: number): number {
    return this.#candidate.targetAt(i)
  }

  has(lesson: number): boolean {
    return this.#candidate.has(lesson)
  }

  /** As in Candidate. */
  add(lesson: number, slot: number, rooms: Int32Array | null = null): boolean {
    return this.#candidate.add(lesson, slot, rooms)
  }

  /** Makes the candidate's moves, if they add at most this much energy as the live score has it. */
  attempt(limit: number): boolean {
    const { live, energy } = this
    const candidate = this.#candidate
    const sharing = this.#finder.find()
    if (sharing > 0 && sharing * energy.leastHard > limit) {
      this.#finder.giveBack()
      return false
    }
    const before = this.energyNow()
    live.keep()
    this.#judged += 1
    for (let i = 0; i < candidate.count; i++) {
      const lesson = candidate.lessonAt(i)
      const { plan } = live
      live.apply(lesson, candidate.targetAt(i), candidate.roomsAt(i), plan.teachersOf(lesson), plan.fillersOf(lesson))
    }
    const away = this.#awayAfter()
    if (this.energyNow() - before + this.awayPrice * (away - this.#away) > limit) {
      live.undoTo(0)
      this.#finder.giveBack()
      return false
    }
    this.#away = away
    for (let i = 0; i < candidate.count; i++) {
      const lesson = candidate.lessonAt(i)
      const to = candidate.targetAt(i)
      const from = candidate.fromAt(i)
      if (from !== to) {
        this.costs.go(lesson, from)
        this.costs.come(lesson, to)
      }
      this.#moved(lesson)
    }
    return true
  }

  /** What is hard and wrong where the last candidate changed something. */
  hardConflicts(): ReadonlyArray<Conflict> {
    return this.live.conflictsOf(this.live.pointsSince(0)).filter(({ severity }) => severity === "hard")
  }

  /** Keeps the present plan if it is the best so far. */
  offer(): void {
    this.best.offer(this.#away)
    if (this.#base !== this.best) this.#base.offer(this.#away)
  }

  /** How many lessons are not where they were, when the candidate's have moved. */
  #awayAfter(): number {
    const candidate = this.#candidate
    let away = this.#away
    for (let i = 0; i < candidate.count; i++) {
      const lesson = candidate.lessonAt(i)
      away += this.#isAway(lesson, candidate.targetAt(i)) - this.#isAway(lesson, candidate.fromAt(i))
    }
    return away
  }

  /** Lessons that had no place are nowhere away. */
  #isAway(lesson: number, slot: number): number {
    const was = this.origin[lesson] ?? -1
    return was >= 0 && slot !== was ? 1 : 0
  }

  /** Somebody else fills the lesson's roles; it stays where it is. */
  attemptFillers(lesson: number, rooms: Int32Array, teachers: Int32Array, fillers: Int32Array, limit: number): boolean {
    const { live } = this
    const before = this.energyNow()
    const slot = this.slotOf(lesson)
    const oldRooms = live.plan.roomsOf(lesson)
    live.keep()
    this.#judged += 1
    live.apply(lesson, slot, rooms, teachers, fillers)
    if (this.energyNow() - before > limit) {
      live.undo()
      return false
    }
    const end = live.plan.endOf(lesson)
    this.rooms.leave(lesson, slot, end, oldRooms)
    this.rooms.take(lesson, slot, end, rooms)
    this.#moved(lesson)
    return true
  }

  /** From now on, attempts go out from the present plan. */
  startAgain(): void {
    this.#base = new BestPlan(this.live)
  }

  /** The best plan of this start is the present one again. */
  backToBase(): void {
    this.#backTo(this.#base, this.best)
  }

  /** The best plan so far is the present one again. */
  backToBest(): void {
    this.#backTo(this.best, this.#base)
  }

  #moved(lesson: number): void {
    this.best.moved(lesson)
    this.#base.moved(lesson)
  }

  #backTo(best: BestPlan, other: BestPlan): void {
    const { costs, live, rooms } = this
    for (const lesson of best.takeMoved()) {
      if (other !== best) other.moved(lesson)
      const from = this.slotOf(lesson)
      const to = best.slotOf(lesson)
      rooms.leave(lesson, from, live.plan.endOf(lesson), live.plan.roomsOf(lesson))
      this.#away += this.#isAway(lesson, to) - this.#isAway(lesson, from)
      costs.go(lesson, from)
      live.apply(lesson, to, best.roomsOf(lesson), best.teachersOf(lesson), best.fillersOf(lesson))
      costs.come(lesson, to)
      rooms.take(lesson, to, live.plan.endOf(lesson), best.roomsOf(lesson))
    }
    live.keep()
  }

  /** Blocks of lessons that conflicts name, as often as they do; only the hard ones while there are any. */
  troubled(): Int32Array {
    const { lessonIndex } = this.live.rulebook.model
    const { conflicts, hard } = this.live.evaluation()
    const named = conflicts
      .filter(({ severity }) => hard === 0 || severity === "hard")
      .flatMap(({ lessons }) => lessons.map(id => this.blocks.of[lessonIndex.get(id) ?? -1] ?? -1))
    return Int32Array.from(named.filter(block => block >= 0))
  }
}
