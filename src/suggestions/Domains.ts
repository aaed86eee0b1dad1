import type { Rulebook } from "../constraints/Evaluation.ts"
import { LiveScore } from "../constraints/LiveScore.ts"
import { Plan } from "../constraints/Plan.ts"
import { none } from "../constraints/Rule.ts"

/** Kinds that judge a lesson by itself: what they find does not hang on where the others are. */
export const ownKinds: ReadonlySet<string> = new Set([
  "teacher_unavailable",
  "class_unavailable",
  "break_overlap",
  "day_overrun",
  "preferred_time",
  "pinned_moved",
  "PreferTimes",
  "AvoidUnavailableTimes"
])

const unknown = 0
const allowed = 1

const known = new WeakMap<Rulebook["monitors"], Rulebook["monitors"]>()

/** Always the same ones for the same monitors, so that all searches share how they are asked. */
const ownMonitors = (monitors: Rulebook["monitors"]): Rulebook["monitors"] => {
  const own = known.get(monitors) ?? monitors.filter(({ constraint: { hard, kind } }) => hard && ownKinds.has(kind))
  known.set(monitors, own)
  return own
}

/**
 * At which slots a lesson can begin at all, whoever else is there: where the hard rules that judge it by itself find no
 * more than nothing, or, for one that is already there against them, than now. Asks the rules themselves, with the lesson alone in
 * an empty week, and remembers.
 */
export class Domains {
  readonly #alone: LiveScore
  readonly #plan: Plan
  /** Per lesson and slot. */
  readonly #known: Uint8Array

  constructor({ model, monitors }: Rulebook, plan: Plan) {
    this.#alone = new LiveScore({ model, monitors: ownMonitors(monitors) }, new Plan(model))
    this.#plan = plan
    this.#known = new Uint8Array(model.lessons.length * model.slots)
  }

  allows(lesson: number, slot: number): boolean {
    const { slots } = this.#plan.model
    if (slot < 0 || slot >= slots) return false
    if (this.#known[lesson * slots + slot] === unknown) this.#learn(lesson)
    return this.#known[lesson * slots + slot] === allowed
  }

  #learn(lesson: number): void {
    const { slots } = this.#plan.model
    const bound = Math.max(0, this.#hardAt(lesson, this.#plan.slotOf[lesson] ?? -1))
    for (let slot = 0; slot < slots; slot++)
      this.#known[lesson * slots + slot] = this.#hardAt(lesson, slot) <= bound ? allowed : allowed + 1
  }

  #hardAt(lesson: number, slot: number): number {
    return this.#alone.preview(lesson, slot, none, this.#plan.teachersOf(lesson), this.#plan.fillersOf(lesson)).hard
  }
}
