import { Either } from "effect"
import type { Conflict } from "../constraints/Conflict.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
import { successor } from "../constraints/successor.ts"
import type { Score } from "../constraints/Tally.ts"
import { applyEdit, type Edit } from "../timetable/Edit.ts"
import type { Inspection } from "./ConflictDetector.ts"

/** What an edit leads to: the timetable at its next version, judged, and how that differs. */
export interface Succession {
  readonly next: Inspection
  readonly before: Score
  readonly after: Score
  readonly added: ReadonlyArray<Conflict>
  readonly resolved: ReadonlyArray<Conflict>
}

/**
 * What a settled edit leads to. The inspection it starts from stays as it is; the next one shares with it what no edit
 * changes: the numbered facts, and the constraints that were read already. Nothing is loaded.
 */
export const successionOf = (from: Inspection, edit: Edit): Either.Either<Succession, BadConstraint> =>
  Either.gen(function* () {
    const edited = applyEdit(from.timetable, edit)
    const timetable = { ...edited, version: edited.version + 1 }
    const live = yield* successor(from.live, timetable, edit.changes)
    const next = { timetable, model: live.rulebook.model, plan: live.plan, live, evaluation: live.evaluation() }
    return { next, ...differenceBetween(from.evaluation.conflicts, next.evaluation.conflicts), ...scores(from, next) }
  })

const scores = ({ evaluation: was }: Inspection, { evaluation: is }: Inspection) => ({
  before: { hard: was.hard, soft: was.soft },
  after: { hard: is.hard, soft: is.soft }
})

/** A conflict that only got better or worse is the same conflict. */
const differenceBetween = (before: ReadonlyArray<Conflict>, after: ReadonlyArray<Conflict>) => {
  const idsBefore = new Set(before.map(({ id }) => id))
  const idsAfter = new Set(after.map(({ id }) => id))
  return {
    added: after.filter(({ id }) => !idsBefore.has(id)),
    resolved: before.filter(({ id }) => !idsAfter.has(id))
  }
}
