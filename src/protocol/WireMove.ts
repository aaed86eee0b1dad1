import { Schema } from "effect"
import { WireNamed, WireSlot } from "./Facts.ts"

/** Where and when a lesson stands. */
export const WireSpot = Schema.Struct({
  /** First slot, null = no time yet. */
  slot: Schema.NullOr(WireSlot),
  rooms: Schema.Array(WireNamed),
  teachers: Schema.Array(WireNamed)
}).annotations({ identifier: "Spot" })
export interface WireSpot extends Schema.Schema.Type<typeof WireSpot> {}

/** One lesson's way from one spot to another; null = unplaced. */
export const WireMove = Schema.Struct({
  lesson_id: Schema.String,
  name: Schema.String,
  from: Schema.NullOr(WireSpot),
  to: Schema.NullOr(WireSpot)
}).annotations({ identifier: "Move" })
export interface WireMove extends Schema.Schema.Type<typeof WireMove> {}

/** How many there are, where the lists beside it hold fewer: the first moves, the worst conflicts. */
export const WireCut = Schema.optionalWith(
  Schema.Struct({ changes: Schema.Int, resolved: Schema.Int, added: Schema.Int }),
  { exact: true }
)

/** On one date somebody else holds a lesson; null = nobody does any more. */
export const WireSubstitution = Schema.Struct({
  /** "YYYY-MM-DD" in the school's zone. */
  date: Schema.String,
  lesson_id: Schema.String,
  name: Schema.String,
  slot: Schema.NullOr(WireSlot),
  absent: WireNamed,
  substitute: Schema.NullOr(WireNamed)
}).annotations({ identifier: "Substitution" })
export interface WireSubstitution extends Schema.Schema.Type<typeof WireSubstitution> {}
