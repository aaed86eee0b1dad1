import type { LiveScore, Units } from "../../constraints/LiveScore.ts"
import { compare } from "../Shortlist.ts"
import { BestPlan } from "./BestPlan.ts"
import type { Board } from "./Board.ts"
import { energyOf } from "./Energy.ts"

/** Lessons tried elsewhere at most: what bounds the time, some hundredths of a second. */
const mostTrials = 5_000
/** The part of the gain that a smaller change has to have. */
const nearlyAll = 0.9

interface Stage {
  readonly lessons: ReadonlySet<number>
  readonly score: Units
}

/**
 * What of the way from a plan to the best one pays: annealing also moves lessons to and fro for nothing. The moves that
 * gain most for the lessons they take along come first; then what nobody needs is taken back. Minimal perturbation, as in
 * Müller, Rudová and Barták (2005). The live score stays as it is.
 */
export class FewerMoves {
  readonly #live: LiveScore
  readonly #board: Board
  readonly #origin: BestPlan
  #trials = 0

  constructor(live: LiveScore, board: Board) {
    this.#live = live
    this.#board = board
    this.#origin = new BestPlan(live)
  }

  /** Sets of lessons that go where the best plan has them: one as good as all of them; then, if there is one, a smaller one that gains nearly all. */
  sets(): ReadonlyArray<ReadonlySet<number>> {
    const live = this.#live
    const { best, energy } = this.#board
    const start = { ...live.total }
    const mark = live.mark()
    const changed = [...live.plan.slotOf.keys()].filter(lesson => this.#differs(lesson))
    const moved = new Set(changed.filter(lesson => (live.plan.slotOf[lesson] ?? -1) < 0))
    const rest = new Set(changed.filter(lesson => !moved.has(lesson)))
    for (const lesson of moved) this.#apply(lesson, best)
    const stages = moved.size > 0 ? [this.#stage(moved)] : []
    while (rest.size > 0 && this.#trials < mostTrials && this.#takeBestChain(rest, moved))
      stages.push(this.#stage(moved))
    if (compare(live.total, best.score) > 0) for (const lesson of rest) moved.add(lesson)
    for (const lesson of moved) this.#apply(lesson, best)
    this.#takeBack(moved)
    const whole = this.#stage(moved)
    live.undoTo(mark)
    const gained = (score: Units): number => energyOf(energy, start) - energyOf(energy, score)
    const few = stages.find(({ lessons, score }) => {
      const isSmaller = lessons.size < whole.lessons.size && compare(score, start) < 0
      return isSmaller && gained(score) >= nearlyAll * gained(whole.score)
    })
    return few === undefined ? [whole.lessons] : [whole.lessons, few.lessons]
  }

  #stage(moved: ReadonlySet<number>): Stage {
    return { lessons: new Set(moved), score: { ...this.#live.total } }
  }

  /** The chain that gains most for each of its lessons is moved for good; false = none gains. */
  #takeBestChain(rest: Set<number>, moved: Set<number>): boolean {
    const live = this.#live
    const { best } = this.#board
    const before = { ...live.total }
    let first = -1
    let most: Units = { hard: 0, soft: 0 }
    for (const lesson of rest) {
      const mark = live.mark()
      const { length } = this.#moveChain(lesson, rest, best)
      const each = {
        hard: (live.total.hard - before.hard) / length,
        soft: (live.total.soft - before.soft) / length
      }
      live.undoTo(mark)
      if (compare(each, most) >= 0) continue
      most = each
      first = lesson
    }
    if (first < 0) return false
    for (const lesson of this.#moveChain(first, rest, best)) {
      rest.delete(lesson)
      moved.add(lesson)
    }
    return true
  }

  /** Chains whose going back costs nothing go back. */
  #takeBack(moved: Set<number>): void {
    const live = this.#live
    for (const lesson of [...moved]) {
      if (this.#trials >= 2 * mostTrials) return
      if (!moved.has(lesson) || this.#origin.slotOf(lesson) < 0) continue
      const mark = live.mark()
      const before = { ...live.total }
      const chain = this.#moveChain(lesson, moved, this.#origin)
      if (compare(live.total, before) > 0) live.undoTo(mark)
      else for (const other of chain) moved.delete(other)
    }
  }

  /** Moves the lesson, those that must start with it, whoever of `among` it meets there, and so on; answers who moved. */
  #moveChain(first: number, among: ReadonlySet<number>, target: BestPlan): ReadonlyArray<number> {
    const { blocks } = this.#board
    const chain = new Set([first])
    for (const lesson of chain) {
      this.#trials += 1
      this.#apply(lesson, target)
      for (const other of [...(blocks.lessons[blocks.of[lesson] ?? -1] ?? []), ...this.#metBy(lesson)])
        if (among.has(other)) chain.add(other)
    }
    return [...chain]
  }

  /** Who must not meet the lesson where it is now, and does. */
  #metBy(lesson: number): ReadonlyArray<number> {
    const { plan } = this.#live
    const { graph } = this.#board
    const slot = plan.slotOf[lesson] ?? -1
    const end = plan.endOf(lesson)
    if (slot < 0) return []
    const met = [...graph.others.subarray(graph.start[lesson] ?? 0, graph.start[lesson + 1] ?? 0)].filter(other => {
      const from = plan.slotOf[other] ?? -1
      return from >= 0 && from < end && plan.endOf(other) > slot
    })
    for (const room of plan.roomsOf(lesson))
      for (let week = 0; week < plan.model.weeks; week++)
        for (let time = slot; time < end; time++) met.push(...plan.roomAt.at(room, week * plan.model.slots + time))
    return met
  }

  #apply(lesson: number, to: BestPlan): void {
    this.#live.apply(lesson, to.slotOf(lesson), to.roomsOf(lesson), to.teachersOf(lesson), to.fillersOf(lesson))
  }

  #differs(lesson: number): boolean {
    const { best } = this.#board
    const origin = this.#origin
    return (
      best.slotOf(lesson) !== origin.slotOf(lesson) ||
      String(best.roomsOf(lesson)) !== String(origin.roomsOf(lesson)) ||
      String(best.teachersOf(lesson)) !== String(origin.teachersOf(lesson)) ||
      String(best.fillersOf(lesson)) !== String(origin.fillersOf(lesson))
    )
  }
}
