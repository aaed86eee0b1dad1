import { Schema } from "effect"
import { CourseId } from "./Course.ts"
import { GroupId } from "./Group.ts"
import { LessonId } from "./Lesson.ts"
import { RoomId } from "./Room.ts"
import { ClassId } from "./SchoolClass.ts"
import { TeacherId } from "./Teacher.ts"

export const ConstraintId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("ConstraintId"))
export type ConstraintId = typeof ConstraintId.Type

const ids = <A, I>(id: Schema.Schema<A, I>) => Schema.Union(Schema.Literal("all"), Schema.Array(id))

/** What a constraint applies to. Each rule says in its own file which of these it takes. */
export const Scope = Schema.Union(
  Schema.Struct({ on: Schema.Literal("school") }),
  Schema.Struct({ on: Schema.Literal("teachers"), ids: ids(TeacherId) }),
  Schema.Struct({ on: Schema.Literal("classes"), ids: ids(ClassId) }),
  Schema.Struct({ on: Schema.Literal("rooms"), ids: ids(RoomId) }),
  Schema.Struct({ on: Schema.Literal("lessons"), ids: ids(LessonId) }),
  /** Everything that is named, one by one and by groups; a list that is empty names nothing. As in XHSTT. */
  Schema.Struct({
    on: Schema.Literal("selection"),
    courseIds: Schema.Array(CourseId),
    courseGroupIds: Schema.Array(GroupId),
    /** Ids of teachers, classes, rooms or others. */
    resourceIds: Schema.Array(Schema.NonEmptyString),
    resourceGroupIds: Schema.Array(GroupId)
  })
)
export type Scope = typeof Scope.Type

/**
 * How a deviation becomes cost, as in XHSTT: linear w·d, quadratic w·d², step w if d > 0.
 * Source: the XHSTT specification, "CostFunction".
 */
export const CostFunction = Schema.Literal("linear", "quadratic", "step")
export type CostFunction = typeof CostFunction.Type

/** A rule at work in a timetable. `kind` names the rule; its parameters are checked by that rule. */
export const Constraint = Schema.Struct({
  id: ConstraintId,
  kind: Schema.NonEmptyString,
  /** A hard deviation makes the timetable infeasible; soft ones are weighed. Totals are compared (hard, soft). */
  hard: Schema.Boolean,
  /** Cost of one unit of deviation, at most four decimals. FET's 95 % is 0.95. */
  weight: Schema.NonNegative,
  cost: CostFunction,
  scope: Scope,
  parameters: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  note: Schema.NullOr(Schema.String)
})
export interface Constraint extends Schema.Schema.Type<typeof Constraint> {}
