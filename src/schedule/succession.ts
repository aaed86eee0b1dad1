import { Either } from "effect"
import type { Conflict } from "../constraints/Conflict.ts"
import { applyChange } from "../constraints/Delta.ts"
import { makeRulebook, type Rulebook } from "../constraints/Evaluation.ts"
import { LiveScore } from "../constraints/LiveScore.ts"
import type { Model } from "../constraints/Model.ts"
import { Plan } from "../constraints/Plan.ts"
import { pinnedMoved, pinnedSlots } from "../constraints/pinnedMoved.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
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
    const model = { ...from.model, body: timetable }
    const live = new LiveScore(yield* rulebookAfter(from, model), copyOf(from.plan, model))
    for (const change of edit.changes) applyChange(live, change)
    live.keep()
    const next = { timetable, model, plan: live.plan, live, evaluation: live.evaluation() }
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

const copyOf = (plan: Plan, model: Model): Plan => {
  const copy = new Plan(model)
  for (let lesson = 0; lesson < model.lessons.length; lesson++)
    copy.place(lesson, plan.slotOf[lesson] ?? -1, plan.roomsOf(lesson), plan.teachersOf(lesson), plan.fillersOf(lesson))
  return copy
}

/** Where lessons belong is a fact that one rule reads from the placements: only that rule is asked again, if it differs. */
const rulebookAfter = ({ model: before, live }: Inspection, model: Model): Either.Either<Rulebook, BadConstraint> => {
  const { monitors } = live.rulebook
  if (sameEntries(pinnedSlots(before), pinnedSlots(model))) return Either.right({ model, monitors })
  const constraints = model.body.constraints.filter(({ kind }) => kind === pinnedMoved.kind)
  return Either.map(makeRulebook({ ...model, body: { ...model.body, constraints } }), ({ monitors: again }) => ({
    model,
    monitors: monitors.map(monitor => again.find(({ constraint }) => constraint === monitor.constraint) ?? monitor)
  }))
}

const sameEntries = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
