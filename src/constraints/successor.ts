import { Either } from "effect"
import type { Change } from "../timetable/Change.ts"
import type { TimetableBody } from "../timetable/Timetable.ts"
import { applyChange } from "./Delta.ts"
import { makeRulebook, type Rulebook } from "./Evaluation.ts"
import { pinnedMoved, pinnedSlots } from "./kinds/pinnedMoved.ts"
import type { LiveScore } from "./LiveScore.ts"
import type { Model } from "./Model.ts"
import type { BadConstraint } from "./Rule.ts"

/**
 * The live score of a timetable after changes, at the price of the changes: it shares with the one before, which stays as it
 * is, what no change of placements alters. `body`: the same timetable with its new placements; `changes` lead there.
 */
export const successor = (
  live: LiveScore,
  body: TimetableBody,
  changes: ReadonlyArray<Change>
): Either.Either<LiveScore, BadConstraint> =>
  Either.map(rulebookAfter(live.rulebook, { ...live.rulebook.model, body }), rulebook => {
    const next = live.copy(rulebook)
    for (const change of changes) applyChange(next, change)
    next.keep()
    return next
  })

/** Where lessons belong is a fact that one rule reads from the placements: only that rule is asked again, if it differs. */
const rulebookAfter = ({ model: before, monitors }: Rulebook, model: Model): Either.Either<Rulebook, BadConstraint> => {
  if (sameEntries(pinnedSlots(before), pinnedSlots(model))) return Either.right({ model, monitors })
  const constraints = model.body.constraints.filter(({ kind }) => kind === pinnedMoved.kind)
  return Either.map(makeRulebook({ ...model, body: { ...model.body, constraints } }), ({ monitors: again }) => ({
    model,
    monitors: monitors.map(monitor => again.find(({ constraint }) => constraint === monitor.constraint) ?? monitor)
  }))
}

const sameEntries = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
