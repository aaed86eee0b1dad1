import type { Units } from "../../constraints/LiveScore.ts"
import type { Board } from "./Board.ts"
import type { Random } from "./Random.ts"

const impossible = 1e9
/** Slots that are so much harder to clear than the easiest are not looked at. */
const farther = 3
/** Placings for each block, before the rest is put where it clashes least. */
const patience = 12
/** What it takes, against ejecting a lesson, not to put a block where it was at the start. */
const homesick = 0.2
/** Ejected blocks keep away from where they were for so many placings. */
const tenure = 20

/**
 * Places what has no place, the most constrained first; whoever is in the way is ejected and placed again later, and
 * counts for more each time. Ends when all stand, or after so many placings that annealing does better with the rest.
 * Source: Müller, "Constraint-based Timetabling" (2005), iterative forward search with conflict statistics; FET's
 * recursive swapping.
 */
export class Construction {
  readonly #board: Board
  readonly #random: Random
  readonly #waiting: Array<number>
  readonly #urgency: Float64Array
  readonly #ejections: Float64Array
  readonly #tabu: Int32Array
  readonly #inTheWay: Float64Array
  #most: number
  #mayGiveUp = false
  #placings = 0
  /** Blocks that had no place at first. */
  readonly #first: number

  constructor(board: Board, random: Random) {
    const { blocks, graph, live } = board
    this.#board = board
    this.#random = random
    this.#waiting = [...blocks.lessons.keys()].filter(block =>
      (blocks.lessons[block] ?? []).some(lesson => board.slotOf(lesson) < 0)
    )
    this.#urgency = Float64Array.from(blocks.lessons, (lessons, block) => {
      const degree = lessons.reduce((sum, l) => sum + (graph.start[l + 1] ?? 0) - (graph.start[l] ?? 0), 0)
      const periods = lessons.reduce((sum, l) => sum + (live.plan.model.lessons[l]?.duration ?? 1), 0)
      return ((1 + degree) * periods) / (1 + (blocks.slots[block]?.length ?? 0))
    })
    this.#ejections = new Float64Array(blocks.lessons.length)
    this.#tabu = new Int32Array(blocks.lessons.length * live.plan.model.slots)
    this.#inTheWay = new Float64Array(live.plan.model.slots)
    this.#first = this.#waiting.length
    this.#most = patience * this.#waiting.length
  }

  /**
   * Takes these blocks out, to be placed anew with what was learnt about who is in whose way. After so many placings it
   * gives up, with some still out: whoever asked knows of a better plan.
   */
  again(blocks: Iterable<number>, placings: number): void {
    this.#takeOut(blocks)
    this.#most = this.#placings + placings
    this.#mayGiveUp = true
  }

  /** All of them, to the end, and forgetting what was learnt: that was what led astray. */
  afresh(): void {
    const { lessons } = this.#board.blocks
    this.#takeOut(lessons.keys())
    this.#ejections.fill(0)
    this.#most = this.#placings + patience * lessons.length
    this.#mayGiveUp = false
  }

  #takeOut(blocks: Iterable<number>): void {
    const board = this.#board
    for (const block of new Set(blocks)) {
      board.begin()
      for (const lesson of board.blocks.lessons[block] ?? none) board.add(lesson, -1)
      board.attempt(Number.POSITIVE_INFINITY)
      this.#waiting.push(block)
      this.#ejections[block] = (this.#ejections[block] ?? 0) + 1
    }
  }

  get over(): boolean {
    return this.#waiting.length === 0
  }

  /** Whether it has given up. */
  get gaveUp(): boolean {
    return this.#mayGiveUp && this.#placings >= this.#most && !this.over
  }

  /** Forgets who is still out. */
  stop(): void {
    this.#waiting.length = 0
  }

  /** Places one block; answers how many places were weighed. */
  step(): number {
    const block = this.#takeNext()
    const { blocks } = this.#board
    const slots = blocks.slots[block] ?? none
    this.#placings += 1
    this.#weigh(block)
    const slot = this.#bestOf(block, slots)
    const ejects = this.#placings <= this.#most && (this.#inTheWay[slot] ?? 0) < impossible
    this.#put(block, slot, ejects)
    return slots.length
  }

  /** The most urgent of those that are urgent; else any, since single lessons that were ejected would chase each other. */
  #takeNext(): number {
    let at = this.#random.below(this.#waiting.length)
    for (let i = 0; i < this.#waiting.length; i++)
      if (this.#priority(this.#waiting[i]) > this.#priority(this.#waiting[at])) at = i
    const block = this.#waiting[at] ?? -1
    this.#waiting[at] = this.#waiting.at(-1) ?? -1
    this.#waiting.pop()
    return block
  }

  /** 0: not urgent. The first time round all are, and blocks of several lessons always. */
  #priority(block = -1): number {
    const urgent = this.#placings < this.#first || (this.#board.blocks.lessons[block]?.length ?? 0) > 1
    return urgent ? (this.#urgency[block] ?? 0) * (1 + (this.#ejections[block] ?? 0)) : 0
  }

  /** Per slot: what it takes to clear it for the block. */
  #weigh(block: number): void {
    const { blocks, costs, graph, live } = this.#board
    const { body, dayOf, dayStart, lessons, slots } = live.plan.model
    this.#inTheWay.fill(0)
    for (const lesson of blocks.lessons[block] ?? none) {
      const duration = lessons[lesson]?.duration ?? 1
      for (let i = graph.start[lesson] ?? 0; i < (graph.start[lesson + 1] ?? 0); i++) {
        const other = graph.others[i] ?? 0
        const from = this.#board.slotOf(other)
        const owner = blocks.of[other] ?? -1
        if (from < 0 || from >= slots || owner === block) continue
        const weight = this.#weightOf(owner)
        const first = body.grid.runsOn === true ? 0 : (dayStart[dayOf[from] ?? 0] ?? 0)
        const end = costs.endAt(other, from)
        for (let slot = Math.max(first, from - duration + 1); slot < end; slot++)
          this.#inTheWay[slot] = (this.#inTheWay[slot] ?? 0) + weight
      }
    }
    for (let slot = 0; slot < slots; slot++)
      if ((this.#tabu[block * slots + slot] ?? 0) > this.#placings)
        this.#inTheWay[slot] = (this.#inTheWay[slot] ?? 0) + 1 + (this.#ejections[block] ?? 0)
  }

  /** The slot where clearing and what is broken besides come to least; of several, any. */
  #bestOf(block: number, slots: Int32Array): number {
    const least = slots.reduce((best, slot) => Math.min(best, this.#inTheWay[slot] ?? 0), Number.POSITIVE_INFINITY)
    const { blocks } = this.#board
    const before = { ...this.#board.live.total }
    let ties = 0
    let best = slots[0] ?? -1
    let lowest = Number.POSITIVE_INFINITY
    for (const slot of slots) {
      const clearing = this.#inTheWay[slot] ?? 0
      if (clearing > least + farther) continue
      const home = this.#board.origin[blocks.lessons[block]?.[0] ?? -1] ?? -1
      const cost = clearing + this.#harm(block, slot, before) + (home < 0 || home === slot ? 0 : homesick)
      ties = cost === lowest ? ties + 1 : 1
      if (cost > lowest || (cost === lowest && this.#random.below(ties) > 0)) continue
      lowest = cost
      best = slot
    }
    return best
  }

  /** What the live score says of the block there, clashes left out: in dearest soft, and cheapest hard, deviations. */
  #harm(block: number, slot: number, before: Units): number {
    const { blocks, costs, energy, live, places, rooms } = this.#board
    const mark = live.mark()
    let clashes = 0
    let roomless = 0
    for (const lesson of blocks.lessons[block] ?? none) {
      clashes += costs.of(lesson, slot) - (places.own[lesson * places.width + slot + 1] ?? 0)
      // One room only is in the costs already.
      if (rooms.choicesOf(lesson).length > 1 && !rooms.finds(lesson, slot, costs.endAt(lesson, slot))) roomless += 1
      live.apply(lesson, slot, live.plan.roomsOf(lesson), live.plan.teachersOf(lesson), live.plan.fillersOf(lesson))
    }
    const hard = (live.total.hard - before.hard) * energy.perHard - clashes
    const soft = live.total.soft - before.soft
    live.undoTo(mark)
    return 2 * (roomless + hard / Math.max(1, energy.leastHard)) + soft / Math.max(1, energy.mostSoft)
  }

  /** What it takes to eject a block: those who had to go often, and large ones, stay. */
  #weightOf(owner: number): number {
    if (owner < 0) return impossible
    return (1 + (this.#ejections[owner] ?? 0)) * (this.#board.blocks.lessons[owner]?.length ?? 1) ** 2
  }

  #put(block: number, slot: number, ejects: boolean): void {
    const { blocks } = this.#board
    const board = this.#board
    const out = new Set(ejects ? this.#inTheWayOf(block, slot) : [])
    const expected =
      board.energyNow() + this.#own(block, slot) - [...out].reduce((sum, owner) => sum + this.#own(owner), 0)
    board.begin()
    for (const owner of out) this.#addEjected(owner)
    for (const lesson of blocks.lessons[block] ?? none) board.add(lesson, slot)
    board.attempt(Number.POSITIVE_INFINITY)
    // Naming conflicts takes longer than all the rest, and mostly there are none.
    if (ejects && board.energyNow() - expected >= board.energy.leastHard) this.#eject(this.#culprits(block))
    board.offer()
  }

  /** What the block's lessons cost by themselves, at a slot or where they are. */
  #own(block: number, slot?: number): number {
    const { blocks, places } = this.#board
    const lessons = blocks.lessons[block] ?? none
    return lessons.reduce((sum, lesson) => {
      const column = 1 + (slot ?? this.#board.slotOf(lesson))
      return sum + (places.own[lesson * places.width + column] ?? 0)
    }, 0)
  }

  /** Blocks that the block would meet. */
  #inTheWayOf(block: number, slot: number): ReadonlyArray<number> {
    const { blocks, costs, graph, live } = this.#board
    const owners: Array<number> = []
    for (const lesson of blocks.lessons[block] ?? none) {
      const end = costs.endAt(lesson, slot)
      for (let i = graph.start[lesson] ?? 0; i < (graph.start[lesson + 1] ?? 0); i++) {
        const other = graph.others[i] ?? 0
        const owner = blocks.of[other] ?? -1
        const from = this.#board.slotOf(other)
        if (owner >= 0 && owner !== block && from >= 0 && from < end && live.plan.endOf(other) > slot)
          owners.push(owner)
      }
    }
    return owners
  }

  /** Of everything hard that is wrong with the block where it stands now, what is ejected most easily. */
  #culprits(block: number): ReadonlySet<number> {
    const { blocks, live } = this.#board
    const { lessonIndex } = live.plan.model
    const out = new Set<number>()
    for (const { kind, lessons } of this.#board.hardConflicts()) {
      if (!crowding.has(kind)) continue
      const owners = lessons.map(id => blocks.of[lessonIndex.get(id) ?? -1] ?? -1)
      if (!owners.includes(block) || owners.some(owner => out.has(owner))) continue
      const others = owners.filter(owner => owner !== block)
      const least = Math.min(...others.map(owner => this.#weightOf(owner)))
      const easiest = others.filter(owner => this.#weightOf(owner) === least)
      const owner = easiest[this.#random.below(easiest.length)] ?? -1
      if (owner >= 0) out.add(owner)
    }
    return out
  }

  #eject(owners: ReadonlySet<number>): void {
    const board = this.#board
    board.begin()
    for (const owner of owners) this.#addEjected(owner)
    if (owners.size > 0) board.attempt(Number.POSITIVE_INFINITY)
  }

  #addEjected(owner: number): void {
    const { blocks, live } = this.#board
    const lessons = blocks.lessons[owner] ?? none
    for (const lesson of lessons) this.#board.add(lesson, -1)
    const was = this.#board.slotOf(lessons[0] ?? -1)
    this.#tabu[owner * live.plan.model.slots + was] = this.#placings + tenure
    this.#ejections[owner] = (this.#ejections[owner] ?? 0) + 1
    this.#waiting.push(owner)
  }
}

/** Kinds of which there is less when there are fewer lessons, so that one of those named can make way. */
const crowding: ReadonlySet<string> = new Set([
  "room_clash",
  "class_clash",
  "teacher_clash",
  "subject_spread",
  "interval_days",
  "teacher_days",
  "occupied_slots",
  "consecutive",
  "continuous_load"
])

const none = new Int32Array(0)
