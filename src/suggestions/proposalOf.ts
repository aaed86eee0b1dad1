import { deltaOf } from "../constraints/Delta.ts"
import type { LiveScore } from "../constraints/LiveScore.ts"
import type { Change } from "../timetable/Change.ts"
import { changesTeachers, changesTime, disturbanceOf } from "./disturbance.ts"
import type { Proposal, ProposalKind } from "./Proposal.ts"
import { reasonOf } from "./reasonOf.ts"

/**
 * What these changes do, recomputed by the evaluator. Afterwards the live score is as before. Changes that have nothing
 * to do with each other are to be called `multi`: that is not seen here.
 */
export const proposalOf = (
  live: LiveScore,
  changes: ReadonlyArray<Change>,
  kind: ProposalKind = kindOf(changes)
): Proposal => {
  const { model } = live.rulebook
  const delta = deltaOf(live, changes)
  return {
    kind,
    changes,
    delta,
    disturbance: disturbanceOf(model, changes),
    reason: reasonOf(model, changes, delta)
  }
}

const kindOf = (changes: ReadonlyArray<Change>): ProposalKind => {
  const [first, second] = changes
  const times = changes.filter(changesTime).length
  if (times === 0) return changes.some(changesTeachers) ? "teacher" : "room"
  if (changes.length === 1) return "move"
  const trades =
    changes.length === 2 &&
    (first?.to?.slot ?? -1) === (second?.from?.slot ?? -2) &&
    (second?.to?.slot ?? -1) === (first?.from?.slot ?? -2)
  return trades ? "swap" : "chain"
}
