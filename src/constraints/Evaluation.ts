import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { LessonId } from "../timetable/Lesson.ts"
import { type Conflict, conflictId } from "./Conflict.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type BadConstraint, badConstraint, type Found, type Point } from "./Rule.ts"
import { kinds, ruleOf } from "./rules.ts"
import { type Tally, tally, unitsPerWeight } from "./Tally.ts"

export interface Evaluation extends Tally {
  /** The worst first: see `byWeight`. */
  readonly conflicts: ReadonlyArray<Conflict>
}

/** A constraint at work. */
export interface Monitor {
  readonly constraint: Constraint
  /** In ten-thousandths. */
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
    for (const constraint of model.body.constraints) monitors.push(yield* makeMonitor(model, constraint))
    return { model, monitors }
  })

/** Reads one constraint of the model's timetable. */
export const makeMonitor = (model: Model, constraint: Constraint): Either.Either<Monitor, BadConstraint> => {
  const rule = ruleOf(constraint.kind)
  return rule === undefined
    ? Either.left(badConstraint(constraint, "kind", `no rule has this name; there are ${kinds}`))
    : Either.map(rule.points(model, constraint), points => ({
        constraint,
        weight: Math.round(constraint.weight * unitsPerWeight),
        points
      }))
}

/** What a finding costs, in ten-thousandths. */
export const costOf = ({ constraint, weight }: Monitor, deviation: number): number => {
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
  for (const monitor of rulebook.monitors) {
    const name = makeNamer(rulebook.model, plan, monitor, conflicts)
    for (const point of monitor.points) name(point)
  }
  return evaluationOf(conflicts)
}

/** Sorts the conflicts, in place, and sums them. */
export const evaluationOf = (conflicts: Array<Conflict>): Evaluation => ({
  ...tally(conflicts),
  conflicts: conflicts.sort(byWeight)
})

/** Judges a point of this constraint and puts what it finds, named, to the others. */
export const makeNamer = (
  model: Model,
  plan: Plan,
  monitor: Monitor,
  conflicts: Array<Conflict>
): ((point: Point) => void) => {
  let judged: Point | undefined
  // One function a constraint, not one a point: there are ten thousand points, most of which find nothing.
  const found: Found = (deviation, a, b, c) => {
    if (judged === undefined) return
    const cost = costOf(monitor, deviation) / unitsPerWeight
    const { subject = 0 } = judged
    conflicts.push(named(model, monitor.constraint, deviation, cost, judged.tell(plan, a, b, c, subject)))
  }
  return point => {
    judged = point
    point.judge(plan, found, point.subject ?? 0)
  }
}

const named = (
  model: Model,
  constraint: Constraint,
  deviation: number,
  cost: number,
  telling: ReturnType<Point["tell"]>
): Conflict => {
  const { resources, slots, message, key } = telling
  const lessons: Array<LessonId> = []
  for (const lesson of telling.lessons) {
    const facts = model.lessons[lesson]
    if (facts !== undefined) lessons.push(facts.lesson.id)
  }
  return {
    id: conflictId(constraint.kind, constraint.id, resources, key ?? [sorted(lessons), slots]),
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

const sorted = (ids: ReadonlyArray<string>): ReadonlyArray<string> => (ids.length < 2 ? ids : [...ids].sort())

/** Hard before soft, dear before cheap, early before late; the id last, so that the order is total and stable. */
export const byWeight = (a: Conflict, b: Conflict): number => {
  if (a.severity !== b.severity) return a.severity === "hard" ? -1 : 1
  if (a.cost !== b.cost) return b.cost - a.cost
  const slot = (a.slots[0] ?? Number.MAX_SAFE_INTEGER) - (b.slots[0] ?? Number.MAX_SAFE_INTEGER)
  if (slot !== 0) return slot
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
