import type { LiveScore, Units } from "../../constraints/LiveScore.ts"
import { Plan } from "../../constraints/Plan.ts"

/** The same lessons in the same places: a plan of one's own. */
export const copyOf = (plan: Plan): Plan => {
  const copy = new Plan(plan.model)
  for (const { index } of plan.model.lessons)
    copy.place(index, plan.slotOf[index] ?? -1, plan.roomsOf(index), plan.teachersOf(index), plan.fillersOf(index))
  return copy
}

/** The best that a live score has been: notes what moved since, so that keeping a new best costs only that. */
export class BestPlan {
  readonly #live: LiveScore
  readonly #slots: Int32Array
  readonly #rooms: Array<Int32Array>
  readonly #teachers: Array<Int32Array>
  readonly #fillers: Array<Int32Array>
  /** Lessons that moved since: a list, and per lesson 1 = it is on the list. */
  readonly #moved: Int32Array
  readonly #isMoved: Uint8Array
  #moves = 0
  readonly #score = { hard: 0, soft: 0 }
  #away = 0

  constructor(live: LiveScore) {
    const { plan } = live
    const lessons = plan.model.lessons
    this.#live = live
    this.#slots = plan.slotOf.slice()
    this.#rooms = lessons.map(({ index }) => plan.roomsOf(index))
    this.#teachers = lessons.map(({ index }) => plan.teachersOf(index))
    this.#fillers = lessons.map(({ index }) => plan.fillersOf(index))
    this.#moved = new Int32Array(lessons.length)
    this.#isMoved = new Uint8Array(lessons.length)
    Object.assign(this.#score, live.total)
  }

  get score(): Units {
    return this.#score
  }

  slotOf(lesson: number): number {
    return this.#slots[lesson] ?? -1
  }

  roomsOf(lesson: number): Int32Array {
    return this.#rooms[lesson] ?? new Int32Array(0)
  }

  fillersOf(lesson: number): Int32Array {
    return this.#fillers[lesson] ?? new Int32Array(0)
  }

  teachersOf(lesson: number): Int32Array {
    return this.#teachers[lesson] ?? new Int32Array(0)
  }

  moved(lesson: number): void {
    if (this.#isMoved[lesson] === 1) return
    this.#isMoved[lesson] = 1
    this.#moved[this.#moves++] = lesson
  }

  /** Lessons that it has elsewhere than the start. */
  get away(): number {
    return this.#away
  }

  /** Keeps the present plan if it is better: less hard, or as hard and less soft, or as good with fewer lessons `away`. */
  offer(away = 0): void {
    const { plan, total } = this.#live
    const difference = total.hard - this.#score.hard || total.soft - this.#score.soft || away - this.#away
    if (difference >= 0) return
    this.#away = away
    this.#score.hard = total.hard
    this.#score.soft = total.soft
    for (let i = 0; i < this.#moves; i++) {
      const lesson = this.#moved[i] ?? 0
      this.#slots[lesson] = plan.slotOf[lesson] ?? -1
      this.#rooms[lesson] = plan.roomsOf(lesson)
      this.#teachers[lesson] = plan.teachersOf(lesson)
      this.#fillers[lesson] = plan.fillersOf(lesson)
      this.#isMoved[lesson] = 0
    }
    this.#moves = 0
  }

  /** Lessons that are not where they were at the best, ascending. They are forgotten: put them back. */
  takeMoved(): Int32Array {
    const lessons = this.#moved.slice(0, this.#moves).sort()
    for (const lesson of lessons) this.#isMoved[lesson] = 0
    this.#moves = 0
    return lessons
  }
}
