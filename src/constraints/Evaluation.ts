import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import { type Conflict, conflictId } from "./Conflict.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { BadConstraint, type Point } from "./Rule.ts"
import { ruleOf } from "./rules.ts"

/** Weights have at most four decimals; costs are summed as whole ten-thousandths, so that order never matters. */
const unit = 10_000
const toUnits = (weight: number): number => Math.round(weight * unit)

/** Totals, compared lexicographically: any hard cost is worse than all soft ones together. */
export interface Score {
  readonly hard: number
  readonly soft: number
}

export interface KindTotal extends Score {
  readonly count: number
}

export interface Evaluation extends Score {
  readonly byKind: Readonly<Record<string, KindTotal>>
  readonly conflicts: ReadonlyArray<Conflict>
}

interface Monitor {
  readonly constraint: Constraint
  readonly weight: number
  readonly points: ReadonlyArray<Point>
}

/** The constraints of a timetable, compiled against its model: what is judged, in the order of the timetable. */
export interface Rulebook {
  readonly model: Model
  readonly monitors: ReadonlyArray<Monitor>
}

/** Reads every constraint once. The first that its rule cannot read is the error. */
export const makeRulebook = (model: Model): Either.Either<Rulebook, BadConstraint> =>
  Either.gen(function* () {
    const monitors: Array<Monitor> = []
    for (const constraint of model.body.constraints) {
      const rule = ruleOf(constraint.kind)
      if (rule === undefined) {
        const { id, kind } = constraint
        return yield* Either.left(
          new BadConstraint({ constraintId: id, kind, path: "kind", reason: "no rule has this name" })
        )
      }
      const points = yield* rule.points(model, constraint)
      monitors.push({ constraint, weight: toUnits(constraint.weight), points })
    }
    return { model, monitors }
  })

const costOf = (constraint: Constraint, weight: number, deviation: number): number => {
  switch (constraint.cost) {
    case "linear":
      return weight * deviation
    case "quadratic":
      return weight * deviation * deviation
    case "step":
      return deviation > 0 ? weight : 0
  }
}

/** Judges every point from scratch and names every finding. */
export const evaluate = (rulebook: Rulebook, plan: Plan): Evaluation => {
  const conflicts: Array<Conflict> = []
  const totals = new Map<string, { hard: number; soft: number; count: number }>()
  for (const { constraint, weight, points } of rulebook.monitors) {
    for (const point of points) {
      point.judge(plan, (deviation, a, b, c) => {
        const cost = costOf(constraint, weight, deviation)
        const total = totals.get(constraint.kind) ?? { hard: 0, soft: 0, count: 0 }
        totals.set(constraint.kind, total)
        if (constraint.hard) total.hard += cost
        else total.soft += cost
        total.count += 1
        conflicts.push(named(rulebook.model, constraint, deviation, cost / unit, point.tell(plan, a, b, c)))
      })
    }
  }
  const byKind: Record<string, KindTotal> = {}
  let hard = 0
  let soft = 0
  for (const [kind, total] of totals) {
    hard += total.hard
    soft += total.soft
    byKind[kind] = { hard: total.hard / unit, soft: total.soft / unit, count: total.count }
  }
  return { hard: hard / unit, soft: soft / unit, byKind, conflicts: conflicts.sort(byWeight) }
}

const named = (
  model: Model,
  constraint: Constraint,
  deviation: number,
  cost: number,
  telling: ReturnType<Point["tell"]>
): Conflict => {
  const lessons = telling.lessons.flatMap(lesson => model.lessons[lesson]?.lesson.id ?? [])
  const { resources, slots, message } = telling
  return {
    id: conflictId(constraint.kind, constraint.id, lessons, resources, slots),
    kind: constraint.kind,
    severity: constraint.hard ? "hard" : "soft",
    constraintId: constraint.id,
    deviation,
    cost,
    lessons,
    resources,
    slots,
    message
  }
}

/** Hard before soft, dear before cheap, early before late; the id last, so that the order is total and stable. */
const byWeight = (a: Conflict, b: Conflict): number => {
  if (a.severity !== b.severity) return a.severity === "hard" ? -1 : 1
  if (a.cost !== b.cost) return b.cost - a.cost
  const slot = (a.slots[0] ?? Number.MAX_SAFE_INTEGER) - (b.slots[0] ?? Number.MAX_SAFE_INTEGER)
  if (slot !== 0) return slot
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
