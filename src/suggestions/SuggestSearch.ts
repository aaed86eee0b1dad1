import type { Conflict } from "../constraints/Conflict.ts"
import type { LiveScore, Units } from "../constraints/LiveScore.ts"
import { unitsPerWeight } from "../constraints/Tally.ts"
import { Chains } from "./Chains.ts"
import { priceOf } from "./disturbance.ts"
import { type Goal, goalOf } from "./Goal.ts"
import { lessonsInScope } from "./lessons.ts"
import { seeded } from "./optimise/Random.ts"
import type { Proposal } from "./Proposal.ts"
import { proposalOf } from "./proposalOf.ts"
import { rootsOf } from "./roots.ts"
import type { SuggestRequest } from "./SearchRequest.ts"
import { Shortlist } from "./Shortlist.ts"
import { changeOf, type Step, same, take } from "./spots.ts"
import { Troubles } from "./Troubles.ts"

/**
 * Looks for a few good, small, different proposals, a slice at a time: the caller keeps the clock. Chains of one lesson
 * first, then of two, and so on; the lessons that most is wrong with first. Equal seeds and equal numbers of nodes give
 * equal proposals. The live score must be the same whenever `step` and `best` are called.
 */
export class SuggestSearch {
  readonly #live: LiveScore
  readonly #request: SuggestRequest
  readonly #published: boolean
  readonly #base: Units
  readonly #goal: Goal
  readonly #chains: Chains
  readonly #troubles: Troubles
  readonly #shortlist = new Shortlist()
  readonly #run: Generator<void>
  #isDone = false

  constructor(live: LiveScore, request: SuggestRequest, published: boolean) {
    const { model } = live.rulebook
    const { conflicts } = live.evaluation()
    const conflict = conflictOf(conflicts, request)
    const random = seeded(request.seed)
    this.#live = live
    this.#request = request
    this.#published = published
    this.#base = { ...live.total }
    this.#goal = goalOf(live, request.scope, conflict)
    this.#troubles = new Troubles(live, conflicts)
    const slots = shuffled(
      Array.from({ length: model.slots }, (_, slot) => slot),
      random.below
    )
    this.#chains = new Chains(live, Int32Array.from(slots), this.#troubles, steps => this.#judge(steps))
    const inScope = lessonsInScope(live, request.scope, conflict).filter(lesson => this.#chains.isMovable(lesson))
    // A conflict that is not there (any more) leaves nothing to do.
    const isGone = request.scope.conflictId !== null && conflict === null
    const groups = isGone ? [] : rootsOf(model, conflicts, shuffled(inScope, random.below))
    this.#run = this.#search(groups)
  }

  /** Looks at about so many positions more; true = there is nothing left to do. Afterwards the live score is as before. */
  step(nodes: number): boolean {
    if (this.#isDone) return true
    this.#chains.limit = this.#chains.nodes + nodes
    this.#chains.enter()
    this.#isDone = this.#run.next().done === true
    this.#chains.leave()
    return this.#isDone
  }

  /** The best so far, the best first; what they do is recomputed by the evaluator. */
  best(): ReadonlyArray<Proposal> {
    return this.#shortlist.ranked(this.#request.limit).map(({ steps }) =>
      proposalOf(
        this.#live,
        steps.flatMap(step => changeOf(this.#live, step) ?? [])
      )
    )
  }

  /** Positions looked at so far. */
  get nodes(): number {
    return this.#chains.nodes
  }

  /** Whether every chain within the request's bounds was looked at (see Chains). */
  get complete(): boolean {
    return this.#isDone
  }

  *#search(groups: ReadonlyArray<ReadonlyArray<number>>): Generator<void> {
    for (const roots of groups)
      for (let most = 1; most <= this.#request.maxLessons; most++)
        for (const root of roots) yield* this.#chains.from(root, most)
  }

  /** The steps are taken, and nothing hard costs more: are they worth showing? */
  #judge(steps: ReadonlyArray<Step>): void {
    const { hard, soft } = this.#live.total
    const difference = { hard: hard - this.#base.hard, soft: soft - this.#base.soft }
    if (!this.#shortlist.wants(steps.length, difference) || !this.#goal(steps, difference)) return
    if (difference.hard === 0 && this.#base.hard > 0 && this.#troubles.hardCaused(steps.length).length > 0) return
    if (this.#isSuperfluous(steps)) return
    this.#shortlist.add({ steps: [...steps], difference, price: this.#price(steps) })
  }

  /** Whether one of the steps could be left out, and what is left is as good. */
  #isSuperfluous(steps: ReadonlyArray<Step>): boolean {
    if (steps.length === 1) return false
    const { hard, soft } = this.#live.total
    this.#chains.leave()
    const isSo = steps.some(left => {
      const others = steps.filter(step => step !== left)
      for (const step of others) take(this.#live, step)
      const { total } = this.#live
      const difference = { hard: total.hard - this.#base.hard, soft: total.soft - this.#base.soft }
      const isAsGood = total.hard < hard || (total.hard === hard && total.soft <= soft)
      const would = isAsGood && this.#goal(others, difference)
      for (const _ of others) this.#live.undo()
      return would
    })
    this.#chains.enter()
    return isSo
  }

  #price(steps: ReadonlyArray<Step>): number {
    const { plan } = this.#live
    this.#chains.leave()
    const times = steps.filter(({ lesson, slot }) => plan.slotOf[lesson] !== slot).length
    const rooms = steps.filter(step => !same(plan.roomsOf(step.lesson), step.rooms)).length
    this.#chains.enter()
    return Math.round(priceOf({ times, rooms }, this.#published) * unitsPerWeight)
  }
}

const conflictOf = (conflicts: ReadonlyArray<Conflict>, { scope }: SuggestRequest): Conflict | null =>
  conflicts.find(({ id }) => id === scope.conflictId) ?? null

/** Fisher and Yates. */
const shuffled = (items: ReadonlyArray<number>, below: (size: number) => number): ReadonlyArray<number> => {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(i + 1)
    const item = out[i] ?? 0
    out[i] = out[j] ?? 0
    out[j] = item
  }
  return out
}
