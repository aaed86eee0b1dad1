import type { Rulebook } from "../../constraints/Evaluation.ts"
import { LiveScore } from "../../constraints/LiveScore.ts"
import { Plan } from "../../constraints/Plan.ts"
import { none } from "../../constraints/Rule.ts"
import { type Energy, energyOf } from "./Energy.ts"

/** Kinds whose cost of a lesson does not hang on where the others are. */
const ownKinds: ReadonlySet<string> = new Set([
  "teacher_unavailable",
  "class_unavailable",
  "break_overlap",
  "day_overrun",
  "unplaced",
  "preferred_time",
  "pinned_moved",
  "AssignTime",
  "PreferTimes",
  "AvoidUnavailableTimes"
])

/** What each lesson costs by itself wherever it stands, and where that breaks as little as possible. */
export interface Places {
  /** Columns a lesson: nowhere, then every slot. */
  readonly width: number
  /** Per lesson and column: energy by itself, against being nowhere. */
  readonly own: Float64Array
  /** Per lesson and column: 1 = no other slot breaks less that is hard. */
  readonly good: Uint8Array
}

/**
 * Asks the rules themselves, with the lesson alone in an empty week. Only for these lessons, and slots of these days
 * (none named: all); others are not good.
 */
export const placesOf = (
  { model, monitors }: Rulebook,
  energy: Energy,
  lessons: Iterable<number>,
  days: ReadonlyArray<number>
): Places => {
  const own = monitors.filter(({ constraint }) => ownKinds.has(constraint.kind))
  const live = new LiveScore({ model, monitors: own }, new Plan(model))
  const width = model.slots + 1
  const out: Places = {
    width,
    own: new Float64Array(model.lessons.length * width),
    good: new Uint8Array(model.lessons.length * width)
  }
  const hard = new Float64Array(width)
  const isAsked = (slot: number): boolean => days.length === 0 || days.includes(model.dayOf[slot] ?? -1)
  for (const lesson of lessons) {
    const row = lesson * width
    let least = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < model.slots; slot++) {
      const cost = live.preview(lesson, slot, none)
      out.own[row + slot + 1] = energyOf(energy, cost)
      hard[slot + 1] = cost.hard
      if (cost.hard < least && isAsked(slot)) least = cost.hard
    }
    for (let slot = 0; slot < model.slots; slot++)
      if (hard[slot + 1] === least && isAsked(slot)) out.good[row + slot + 1] = 1
  }
  return out
}
