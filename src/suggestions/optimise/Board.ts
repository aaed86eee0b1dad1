import { LiveScore } from "../../constraints/LiveScore.ts"
import { BestPlan, copyOf } from "./BestPlan.ts"
import { type Blocks, blocksOf } from "./Blocks.ts"
import { type ClashGraph, clashGraphOf } from "./ClashGraph.ts"
import { type Energy, energyFor, energyOf } from "./Energy.ts"
import { type Places, placesOf } from "./Places.ts"
import type { Random } from "./Random.ts"
import { RoomChoice } from "./RoomChoice.ts"
import { SlotCosts } from "./SlotCosts.ts"

const mostLessons = 64

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
  /** The candidate: lessons, where they would go, and in which rooms (null = to be found). */
  readonly #lessons = new Int32Array(mostLessons)
  readonly #slots = new Int32Array(mostLessons)
  readonly #rooms: Array<Int32Array | null> = []
  /** Where they were. */
  readonly #oldSlots = new Int32Array(mostLessons)
  readonly #oldRooms: Array<Int32Array> = []
  readonly #isAdded: Uint8Array
  #count = 0
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
    this.#isAdded = new Uint8Array(model.lessons.length)
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
    for (let i = 0; i < this.#count; i++) this.#isAdded[this.#lessons[i] ?? 0] = 0
    this.#count = 0
  }

  get count(): number {
    return this.#count
  }

  lessonAt(i: number): number {
    return this.#lessons[i] ?? 0
  }

  targetAt(i: number): number {
    return this.#slots[i] ?? -1
  }

  has(lesson: number): boolean {
    return this.#isAdded[lesson] === 1
  }

  /** false = the candidate has grown too large. */
  add(lesson: number, slot: number, rooms: Int32Array | null = null): boolean {
    if (this.#count === mostLessons) return false
    const i = this.#count++
    this.#lessons[i] = lesson
    this.#slots[i] = slot
    this.#rooms[i] = rooms
    this.#isAdded[lesson] = 1
    return true
  }

  /** Makes the candidate's moves, if they add at most this much energy as the live score has it. */
  attempt(limit: number): boolean {
    if (!this.#findRooms(limit)) return false
    const before = this.energyNow()
    const { live } = this
    const mark = live.mark()
    this.#judged += 1
    for (let i = 0; i < this.#count; i++) {
      const lesson = this.lessonAt(i)
      live.apply(
        lesson,
        this.targetAt(i),
        this.#rooms[i] ?? none,
        live.plan.teachersOf(lesson),
        live.plan.fillersOf(lesson)
      )
    }
    if (this.energyNow() - before > limit) {
      live.undoTo(mark)
      this.#giveRoomsBack()
      return false
    }
    for (let i = 0; i < this.#count; i++) {
      const lesson = this.lessonAt(i)
      const to = this.targetAt(i)
      const from = this.#oldSlots[i] ?? -1
      if (from !== to) {
        this.costs.go(lesson, from)
        this.costs.come(lesson, to)
      }
      this.best.moved(lesson)
    }
    live.keep()
    return true
  }

  /** Somebody else fills the lesson's roles; it stays where it is. */
  attemptFillers(lesson: number, rooms: Int32Array, teachers: Int32Array, fillers: Int32Array, limit: number): boolean {
    const { live } = this
    const before = this.energyNow()
    const slot = this.slotOf(lesson)
    const oldRooms = live.plan.roomsOf(lesson)
    this.#judged += 1
    live.apply(lesson, slot, rooms, teachers, fillers)
    if (this.energyNow() - before > limit) {
      live.undo()
      return false
    }
    const end = live.plan.endOf(lesson)
    this.rooms.leave(lesson, slot, end, oldRooms)
    this.rooms.take(lesson, slot, end, rooms)
    this.best.moved(lesson)
    live.keep()
    return true
  }

  /** The best plan so far is the present one again. */
  backToBest(): void {
    const { best, costs, live, rooms } = this
    for (const lesson of best.takeMoved()) {
      const from = this.slotOf(lesson)
      const to = best.slotOf(lesson)
      rooms.leave(lesson, from, live.plan.endOf(lesson), live.plan.roomsOf(lesson))
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

  #findRooms(limit: number): boolean {
    for (let i = 0; i < this.#count; i++) this.#leave(i)
    let taken = 0
    // Who makes way for one of them is added on the way.
    for (let i = 0; i < this.#count; i++) if (!this.#findRoom(i)) taken++
    if (taken * this.energy.leastHard <= limit || taken === 0) return true
    this.#giveRoomsBack()
    return false
  }

  #leave(i: number): void {
    const { plan } = this.live
    const lesson = this.lessonAt(i)
    const slot = this.slotOf(lesson)
    this.#oldSlots[i] = slot
    this.#oldRooms[i] = plan.roomsOf(lesson)
    this.rooms.leave(lesson, slot, plan.endOf(lesson), plan.roomsOf(lesson))
  }

  /** false = it has a choice of rooms, and none of them can be had. */
  #findRoom(i: number): boolean {
    const { rooms } = this
    const lesson = this.lessonAt(i)
    const to = this.targetAt(i)
    const end = this.costs.endAt(lesson, to)
    const chosen = this.#rooms[i] ?? (to < 0 ? none : rooms.choose(lesson, to, end, this.#oldRooms[i] ?? none))
    this.#rooms[i] = chosen
    if (to < 0) return true
    const room = chosen[0] ?? -1
    let free = room < 0 || rooms.isFree(lesson, room, to, end)
    if (!free) {
      this.#makeWay(room, to, end)
      free = rooms.isFree(lesson, room, to, end)
    }
    rooms.take(lesson, to, end, chosen)
    // Those with one room only are in the table of costs already.
    return free || rooms.choicesOf(lesson).length < 2
  }

  /** Whoever is in the room then and can do with another gives it up. */
  #makeWay(room: number, from: number, to: number): void {
    const { model, roomAt } = this.live.plan
    for (let time = from; time < to; time++)
      for (let week = 0; week < model.weeks; week++) {
        let node = roomAt.first(room, week * model.slots + time)
        for (; node !== 0; node = roomAt.next(node)) {
          const met = roomAt.lesson(node)
          if (this.has(met) || this.rooms.choicesOf(met).length < 2) continue
          if (this.add(met, this.slotOf(met))) this.#leave(this.#count - 1)
        }
      }
  }

  #giveRoomsBack(): void {
    const { live, rooms } = this
    for (let i = 0; i < this.#count; i++) {
      const lesson = this.lessonAt(i)
      const to = this.targetAt(i)
      if (to >= 0) rooms.leave(lesson, to, this.costs.endAt(lesson, to), this.#rooms[i] ?? none)
    }
    for (let i = 0; i < this.#count; i++) {
      const lesson = this.lessonAt(i)
      rooms.take(lesson, this.#oldSlots[i] ?? -1, live.plan.endOf(lesson), this.#oldRooms[i] ?? none)
    }
  }
}

const none = new Int32Array(0)
