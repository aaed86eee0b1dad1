import { basicConstraints } from "../../../src/constraints/basicConstraints.ts"
import { rules } from "../../../src/constraints/rules.ts"
import type { Constraint } from "../../../src/timetable/Constraint.ts"
import { constraint } from "../../support/school.ts"

const soft = (kind: string, parameters: object, scope: object = { on: "school" }, id = kind): Constraint =>
  constraint(kind, { id, hard: false, scope, parameters })

const teachers = { on: "teachers", ids: "all" }
const classes = { on: "classes", ids: "all" }

const forAll = (kind: string, parameters: object): ReadonlyArray<Constraint> => [
  soft(kind, parameters, teachers, `${kind}-of-teachers`),
  soft(kind, parameters, classes, `${kind}-of-classes`)
]

export interface Names {
  /** Pairs of lessons. */
  readonly pairs: ReadonlyArray<ReadonlyArray<string>>
  readonly rooms: ReadonlyArray<string>
}

/** What most schools ask for (TIMETABLING.md gives the shares): all that is hard, and the usual wishes. */
export const usualKinds = ({ pairs, rooms }: Names): ReadonlyArray<Constraint> => [
  ...basicConstraints(),
  ...pairs.map((ids, i) => constraint("link_broken", { id: `link-${i}`, scope: { on: "lessons", ids } })),
  soft("subject_spread", { min_days: 1, consecutive_if_same_day: true }),
  soft("teacher_gaps", { max_per_day: 2, max_per_week: 6 }),
  soft("class_gaps", { max_per_day: 1, max_per_week: 3 }),
  soft("daily_load", { max: 7 }, classes, "load-of-classes"),
  soft("daily_load", { max: 6 }, teachers, "load-of-teachers"),
  soft("teacher_days", { max: 5, min: 2 }),
  soft("preferred_time", { slots: Array.from({ length: 40 }, (_, slot) => slot).filter(slot => slot % 8 < 7) }),
  soft("preferred_room", { room_ids: rooms })
]

/** Every kind of our own at work on a whole school at once, with limits that a good timetable can meet. */
export const everyKind = (names: Names): ReadonlyArray<Constraint> => [
  ...usualKinds(names),
  ...forAll("building_travel", { min_gaps: 1 }),
  ...forAll("building_changes", { max_per_day: 2, max_per_week: 5 }),
  ...forAll("room_changes", { max_per_day: 7, max_per_week: 30 }),
  ...forAll("continuous_load", { max: 6 }),
  ...forAll("late_start", { max: 5 }),
  ...forAll("home_room", {}),
  ...forAll("interval_days", { max_days: 4, from: 6 }),
  soft("room_stability", { max: 4 }),
  soft("double_period", { max: 2 }),
  soft("split_teacher", {}),
  soft("workload", { max: 30 }),
  ...names.pairs.flatMap((ids, i) => [
    soft("order", { before: ids.slice(1) }, { on: "lessons", ids: ids.slice(0, 1) }, `order-${i}`),
    soft("apart", {}, { on: "lessons", ids }, `apart-${i}`),
    soft("consecutive", {}, { on: "lessons", ids }, `consecutive-${i}`),
    soft("occupied_slots", { slots: [0, 1], max: 2 }, { on: "lessons", ids }, `occupied-${i}`)
  ])
]

/** Kinds of our own that no constraint of the list puts to work. Those of XHSTT, in capitals, have their own corpus. */
export const idleKinds = (constraints: ReadonlyArray<Constraint>): ReadonlyArray<string> => {
  const busy = new Set(constraints.map(({ kind }) => kind))
  return rules.map(({ kind }) => kind).filter(kind => /^[a-z]/.test(kind) && !busy.has(kind))
}
