import { type Constraint, ConstraintId } from "../timetable/Constraint.ts"

const kinds = [
  "teacher_clash",
  "class_clash",
  "room_clash",
  "teacher_unavailable",
  "class_unavailable",
  "room_unavailable",
  "break_overlap",
  "day_overrun",
  "unplaced",
  "room_missing",
  "room_unsuitable",
  "room_capacity",
  "wrong_hours",
  "pinned_moved",
  "not_qualified"
] as const

/** What every school takes for granted: hard, for the whole school, under ids like "basic:teacher_clash". */
export const basicConstraints = (): ReadonlyArray<Constraint> =>
  kinds.map(kind => ({
    id: ConstraintId.make(`basic:${kind}`),
    kind,
    hard: true,
    weight: 1,
    cost: "linear",
    scope: { on: "school" },
    parameters: {},
    note: null
  }))
