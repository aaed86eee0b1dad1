import { Data, type Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Bound } from "./Calm.ts"
import type { ResourceRef } from "./Conflict.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"

/**
 * Takes what a point finds: how far it deviates, and up to three numbers of evidence (lessons, times, counts) whose
 * meaning only the point knows. Numbers only, so that counting costs allocates nothing; the words come later, from `tell`.
 */
export type Found = (deviation: number, a: number, b: number, c: number) => void

/** What a finding is about, in ids and in words. Derived from the evidence, only for findings somebody looks at. */
export interface Telling {
  readonly lessons: ReadonlyArray<number>
  readonly resources: ReadonlyArray<ResourceRef>
  /** Slots concerned, ascending; empty when the finding is not about a time. */
  readonly slots: ReadonlyArray<number>
  readonly message: string
  /**
   * What makes this the same trouble next time, where its lessons and slots may change without ending it: the day of a
   * teacher's gaps, say. Ids, days and weeks only. Absent: its lessons and slots.
   */
  readonly key?: ReadonlyArray<string | number>
}

/**
 * One place where a constraint is judged, e.g. one teacher's gaps. `judge` depends on nothing but the plan of the
 * lessons it watches and of whatever lesson has one of the teachers, rooms and resources it watches (those a placement
 * chooses): whoever moves another lesson need not ask it again. That is all the incremental evaluator needs to know of a rule.
 */
export interface Point {
  readonly watchedLessons: Int32Array
  readonly watchedTeachers: Int32Array
  readonly watchedRooms: Int32Array
  /**
   * Resources of any kind, by their number in `model.resources`: whatever lesson takes part with one, as teacher, class or
   * room or in a role. Heeded only in models that track resources. Absent: none.
   */
  readonly watchedResources?: Int32Array
  /**
   * What has to change of a lesson, or of one that comes or goes, to alter what the point finds, or what is told of it:
   * bits of `aspect`. Absent: anything.
   */
  readonly heeds?: number
  /**
   * Handed back to `judge` and `tell`: which teacher, lesson or other thing this point is about, so that thousands of
   * points share their functions, and judging one fetches no memory of its own. Absent: 0.
   */
  readonly subject?: number
  /**
   * For a point whose subject is the number of a diary: bounds within which it finds nothing in a week of a member.
   * Points of a constraint share the list. Absent: it has to be asked.
   */
  readonly calm?: ReadonlyArray<Bound>
  readonly judge: (plan: Plan, found: Found, subject: number) => void
  readonly tell: (plan: Plan, a: number, b: number, c: number, subject: number) => Telling
}

/** For a point that watches none of a kind. */
export const none = new Int32Array(0)

/** A constraint whose scope or parameters its rule cannot read. */
export class BadConstraint extends Data.TaggedError("BadConstraint")<{
  readonly constraintId: string
  readonly kind: string
  /** Dotted path within the constraint, e.g. "parameters.max_per_week". */
  readonly path: string
  readonly reason: string
}> {}

export const badConstraint = (constraint: Constraint, path: string, reason: string): BadConstraint =>
  new BadConstraint({ constraintId: constraint.id, kind: constraint.kind, path, reason })

export interface Rule {
  readonly kind: string
  /** One plain sentence: what must hold. Shown by /help and by explanations. */
  readonly sentence: string
  /** What a deviation of 1 is, e.g. "pair of lessons", "free period". */
  readonly unit: string
  readonly points: (model: Model, constraint: Constraint) => Either.Either<ReadonlyArray<Point>, BadConstraint>
}
