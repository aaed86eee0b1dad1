import type { Board } from "./Board.ts"
import { Cooling } from "./Cooling.ts"
import { KempeChain } from "./KempeChain.ts"
import type { Random } from "./Random.ts"
import { Roles } from "./Roles.ts"

/** How often who is in trouble is looked up, in moves. */
const lookUpEvery = 20_000
/** Of moves that the table rejects, the share that is tried as an exchange. */
const chainShare = 0.25
/** Lessons of a chain at most: long ones cost much and are rarely taken, but some weeks have no others. */
const shortChain = 16
const longChain = 60
const longShare = 0.03
/** Of lessons that had a place, the share that is tried there again. */
const homeShare = 0.2
const roomShare = 0.05
const roleShare = 0.3

/**
 * Simulated annealing over the placed week: a block goes elsewhere, or, where others are in its way, changes places with
 * them along a Kempe chain; rooms and roles change hands. Half of the moves start at a lesson that a conflict names.
 */
export class Annealing {
  readonly #board: Board
  readonly #random: Random
  readonly #cooling: Cooling
  readonly #chain: KempeChain
  readonly #roles: Roles
  /** Whether any lesson has rooms to choose from. */
  readonly #hasRooms: boolean
  /** Periods of the longest lesson. */
  readonly #longest: number
  #troubled: Int32Array
  #untilLookUp = 0
  #isFirst = true

  constructor(board: Board, random: Random) {
    const { blocks, movable, rooms } = board
    this.#board = board
    this.#random = random
    this.#cooling = new Cooling(100_000 + 300 * blocks.lessons.length)
    this.#chain = new KempeChain(board)
    this.#roles = new Roles(board, random)
    this.#hasRooms = movable.some((_, lesson) => rooms.choicesOf(lesson).length > 1)
    this.#longest = Math.max(1, ...board.live.plan.model.lessons.map(({ duration }) => duration))
    this.#troubled = none
  }

  /** Whether a round is over: time to look at the best and to try something else, or to `reheat`. */
  get over(): boolean {
    return this.#cooling.over
  }

  /** One move, made or rejected. */
  step(): void {
    if (this.#untilLookUp-- <= 0) {
      this.#troubled = this.#board.troubled()
      this.#untilLookUp = lookUpEvery
    }
    this.#cooling.step()
    const limit = -this.#cooling.temperature * Math.log(1 - this.#random.fraction())
    const dice = this.#random.fraction()
    if (this.#roles.lessons.length > 0 && dice < roleShare) this.#roles.attempt(limit)
    else if (this.#hasRooms && dice > 1 - roomShare) this.#changeRoom(limit)
    else this.#changeTime(limit)
  }

  restart(): void {
    this.#cooling.restart()
    this.#isFirst = true
  }

  /** The next round, from the present plan. */
  reheat(): void {
    const { awayPrice, best, energy } = this.#board
    const hard = best.score.hard > 0
    const cold = (energy.leastSoft > 0 ? energy.leastSoft : energy.leastHard) / 20
    // The first round only goes down: a good week must not be lost in the heat before it has got what is easily had.
    // Later ones begin at the dearest soft deviation, or near a hard one, and go through all scales on their way down.
    const hot = this.#isFirst
      ? cold
      : hard
        ? energy.leastHard / 6
        : best.score.soft > 0
          ? energy.mostSoft / 2
          : awayPrice
    this.#isFirst = false
    // While something hard is left, new starts are worth more than ever slower rounds.
    this.#cooling.start(Math.max(hot, cold, 1), Math.max(cold, 0.5), hard ? 2 : Number.POSITIVE_INFINITY)
  }

  #anyBlock(): number {
    const { blocks } = this.#board
    if (this.#troubled.length > 0 && this.#random.fraction() < 0.5)
      return this.#troubled[this.#random.below(this.#troubled.length)] ?? 0
    return this.#random.below(blocks.lessons.length)
  }

  #changeTime(limit: number): void {
    const board = this.#board
    const block = this.#anyBlock()
    const lessons = board.blocks.lessons[block] ?? none
    const slots = board.blocks.slots[block] ?? none
    const first = lessons[0] ?? -1
    const home = board.origin[first] ?? -1
    const goesHome = home >= 0 && slots.includes(home) && this.#random.fraction() < homeShare
    const to = goesHome ? home : (slots[this.#random.below(slots.length)] ?? -1)
    if (to < 0 || first < 0 || (board.slotOf(first) === to && lessons.length === 1)) return
    let quick = 0
    for (let i = 0; i < lessons.length; i++) {
      const lesson = lessons[i] ?? 0
      quick += board.costs.of(lesson, to) - board.costs.of(lesson, board.slotOf(lesson))
    }
    if (quick <= limit) {
      board.begin()
      for (let i = 0; i < lessons.length; i++) board.add(lessons[i] ?? 0, to)
      if (board.attempt(limit)) board.offer()
    } else if (this.#random.fraction() < chainShare && this.#grow(block, to, limit)) {
      if (board.attempt(limit)) board.offer()
    }
  }

  #grow(block: number, to: number, limit: number): boolean {
    const most = this.#random.fraction() < longShare ? longChain : shortChain
    // Where all lessons are as long as each other, longer windows would only hold more of them.
    if (this.#longest === 1 || this.#random.fraction() < 0.5) return this.#chain.grow(block, to, limit, most)
    const length = 2 + this.#random.below(this.#longest - 1)
    return this.#chain.grow(block, to, limit, most, this.#random.below(length), length)
  }

  /**
   * To another room, whose lesson at the very same time takes the one that gets free, or any other that is. Starts at a
   * lesson in trouble as often as other moves do.
   */
  #changeRoom(limit: number): void {
    const { blocks, live, rooms } = this.#board
    const { plan } = live
    const lessons = blocks.lessons[this.#anyBlock()] ?? none
    const lesson = lessons[this.#random.below(lessons.length)] ?? 0
    const slot = this.#board.slotOf(lesson)
    const end = plan.endOf(lesson)
    const choices = rooms.choicesOf(lesson)
    const room = choices[this.#random.below(choices.length)] ?? -1
    const old = plan.roomsOf(lesson)[0] ?? -1
    if (slot < 0 || room < 0 || room === old) return
    this.#board.begin()
    this.#board.add(lesson, slot, rooms.alone(room))
    if (!rooms.isFree(lesson, room, slot, end)) {
      const other = this.#onlyOneIn(room, slot)
      if (other < 0 || other === lesson || this.#board.movable[other] !== 1) return
      const trades =
        old >= 0 &&
        this.#board.slotOf(other) === slot &&
        plan.endOf(other) === end &&
        rooms.choicesOf(other).includes(old)
      this.#board.add(other, this.#board.slotOf(other), trades ? rooms.alone(old) : null)
    }
    if (this.#board.attempt(limit)) this.#board.offer()
  }

  /** The lesson in the room in the first week that has any then, -1 = there are several. */
  #onlyOneIn(room: number, slot: number): number {
    const { plan } = this.#board.live
    for (let week = 0; week < plan.model.weeks; week++) {
      const node = plan.roomAt.first(room, week * plan.model.slots + slot)
      if (node !== 0) return plan.roomAt.next(node) === 0 ? plan.roomAt.lesson(node) : -1
    }
    return -1
  }
}

const none = new Int32Array(0)
