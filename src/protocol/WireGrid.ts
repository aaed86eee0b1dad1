import { Schema } from "effect"
import { WireNamed, WireTimetable } from "./Facts.ts"

/** The whole week as a page draws it: ids instead of names wherever something stands more than once. */

const WireGridPeriod = Schema.Struct({
  /** Place in the week, counted from 0, breaks included. */
  slot: Schema.NonNegativeInt,
  name: Schema.String,
  /** "HH:MM" in the school's zone, null where the school gave none. */
  start: Schema.NullOr(Schema.String),
  end: Schema.NullOr(Schema.String),
  is_break: Schema.Boolean
})

export const WireGridDay = Schema.Struct({
  name: Schema.String,
  short_name: Schema.String,
  periods: Schema.Array(WireGridPeriod)
})
export interface WireGridDay extends Schema.Schema.Type<typeof WireGridDay> {}

export const WireGridLesson = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  subject_id: Schema.String,
  teacher_ids: Schema.Array(Schema.String),
  class_ids: Schema.Array(Schema.String),
  room_ids: Schema.Array(Schema.String),
  /** In periods. */
  duration: Schema.Int,
  /** Labels of the weeks in which it is held; empty when every week is the same. */
  weeks: Schema.Array(Schema.String),
  /** First slot, null = unplaced. */
  slot: Schema.NullOr(Schema.NonNegativeInt),
  pinned: Schema.NullOr(Schema.Struct({ by: Schema.String, why: Schema.String }))
})
export interface WireGridLesson extends Schema.Schema.Type<typeof WireGridLesson> {}

export const WireGrid = Schema.Struct({
  timetable: WireTimetable,
  published: Schema.Boolean,
  /** Whether the one who asks may apply changes. */
  may_write: Schema.Boolean,
  days: Schema.Array(WireGridDay),
  /** Labels of the weeks that take turns; empty when every week is the same. */
  weeks: Schema.Array(Schema.String),
  teachers: Schema.Array(WireNamed),
  classes: Schema.Array(
    Schema.Struct({
      ...WireNamed.fields,
      /** Ids of other classes with which it has students in common. */
      shares: Schema.Array(Schema.String)
    })
  ),
  rooms: Schema.Array(WireNamed),
  subjects: Schema.Array(WireNamed),
  /** How many lessons there are; `lessons` holds one page of them. */
  total: Schema.Int,
  lessons: Schema.Array(WireGridLesson)
})
export interface WireGrid extends Schema.Schema.Type<typeof WireGrid> {}
