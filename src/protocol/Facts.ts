import { Schema } from "effect"

/** The facts of a timetable as they stand on the wire: snake_case, names beside ids, slots with their names. */

export const WireSlot = Schema.Struct({
  /** Place in the week, counted from 0, breaks included. */
  slot: Schema.NonNegativeInt,
  day: Schema.String,
  period: Schema.String,
  /** "HH:MM" in the school's zone, null where the school gave none. */
  start: Schema.NullOr(Schema.String),
  end: Schema.NullOr(Schema.String)
}).annotations({ identifier: "Slot" })
export interface WireSlot extends Schema.Schema.Type<typeof WireSlot> {}

export const WireNamed = Schema.Struct({ id: Schema.String, name: Schema.String }).annotations({ identifier: "Named" })
export interface WireNamed extends Schema.Schema.Type<typeof WireNamed> {}

export const WireResource = Schema.Struct({
  kind: Schema.Literal("teacher", "class", "room", "other"),
  ...WireNamed.fields
}).annotations({ identifier: "Resource" })

export const WireConflict = Schema.Struct({
  id: Schema.String,
  kind: Schema.String,
  severity: Schema.Literal("hard", "soft"),
  constraint_id: Schema.String,
  deviation: Schema.Number,
  cost: Schema.Number,
  lessons: Schema.Array(Schema.String),
  resources: Schema.Array(WireResource),
  slots: Schema.Array(WireSlot),
  message: Schema.String
}).annotations({ identifier: "Conflict" })
export interface WireConflict extends Schema.Schema.Type<typeof WireConflict> {}

export const WireLesson = Schema.Struct({
  id: Schema.String,
  course_id: Schema.String,
  name: Schema.String,
  subject: WireNamed,
  teachers: Schema.Array(WireNamed),
  classes: Schema.Array(WireNamed),
  rooms: Schema.Array(WireNamed),
  /** In periods. */
  duration: Schema.Int,
  /** Labels of the weeks in which it is held; empty when every week is the same. */
  weeks: Schema.Array(Schema.String),
  /** First slot, null = unplaced. */
  slot: Schema.NullOr(WireSlot),
  pinned: Schema.NullOr(Schema.Struct({ by: Schema.String, why: Schema.String }))
}).annotations({ identifier: "Lesson" })
export interface WireLesson extends Schema.Schema.Type<typeof WireLesson> {}

export const WireTimetable = Schema.Struct({ id: Schema.String, name: Schema.String, version: Schema.Int }).annotations(
  { identifier: "Timetable" }
)
export interface WireTimetable extends Schema.Schema.Type<typeof WireTimetable> {}

export const WireScore = Schema.Struct({ hard: Schema.Number, soft: Schema.Number }).annotations({
  identifier: "Score"
})

/** Totals by kind of conflict. */
export const WireByKind = Schema.Record({
  key: Schema.String,
  value: Schema.Struct({ hard: Schema.Number, soft: Schema.Number, count: Schema.Int })
})

/** What some changes do: hard and soft are what is added to the score (below 0: it gets better). */
export const WireDelta = Schema.Struct({
  ...WireScore.fields,
  /** By id of the constraint, those whose cost differs. */
  constraints: Schema.Record({
    key: Schema.String,
    value: Schema.Struct({
      kind: Schema.String,
      severity: Schema.Literal("hard", "soft"),
      before: Schema.Number,
      after: Schema.Number
    })
  })
}).annotations({ identifier: "Delta" })
export interface WireDelta extends Schema.Schema.Type<typeof WireDelta> {}

/** The consequences of some changes: part of a suggestion, and of the feed's `change`. */
export const WireConsequences = Schema.Struct({
  delta: WireDelta,
  resolved: Schema.Array(WireConflict),
  added: Schema.Array(WireConflict)
}).annotations({ identifier: "Consequences" })
export interface WireConsequences extends Schema.Schema.Type<typeof WireConsequences> {}

/** What a timetable has wrong: the answer of `timetable-chat conflicts --json`, and most of that of /conflicts. */
export const ConflictReport = Schema.Struct({
  timetable: Schema.String,
  ...WireScore.fields,
  by_kind: WireByKind,
  conflicts: Schema.Array(WireConflict)
}).annotations({ identifier: "ConflictReport" })
export interface ConflictReport extends Schema.Schema.Type<typeof ConflictReport> {}

/** How a parameter of a command is described in `ready.commands` and in the answer of /help. */
export const WireParameter = Schema.Struct({
  name: Schema.String,
  summary: Schema.String,
  required: Schema.Boolean,
  values: Schema.Array(Schema.String)
}).annotations({ identifier: "Parameter" })

export const WireCommand = Schema.Struct({
  name: Schema.String,
  summary: Schema.String,
  example: Schema.String,
  parameters: Schema.Array(WireParameter)
}).annotations({ identifier: "Command" })
export interface WireCommand extends Schema.Schema.Type<typeof WireCommand> {}

/** Something about the input that no placing can mend, with what is needed and what there is. */
export const WireFinding = Schema.Struct({
  kind: Schema.String,
  severity: Schema.Literal("impossible", "warning", "info"),
  needed: Schema.Number,
  available: Schema.Number,
  lessons: Schema.Array(Schema.String),
  resources: Schema.Array(WireResource),
  message: Schema.String
}).annotations({ identifier: "Finding" })
export interface WireFinding extends Schema.Schema.Type<typeof WireFinding> {}

/** What a teacher, a class or a day has to do with. A conflict counts in full for each that it concerns. */
export const WireShare = Schema.Struct({ ...WireNamed.fields, ...WireScore.fields, count: Schema.Int }).annotations({
  identifier: "Share"
})
export interface WireShare extends Schema.Schema.Type<typeof WireShare> {}
