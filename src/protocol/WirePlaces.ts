import { Schema } from "effect"
import { WireLesson, WireNamed, WireScore, WireSlot } from "./Facts.ts"

/** What becomes of a lesson at a slot: green = nothing against it, amber = it costs, red = it displaces, grey = it cannot be. */
export const WirePlace = Schema.Struct({
  slot: WireSlot,
  colour: Schema.Literal("green", "amber", "red", "grey"),
  /** Whether the lesson stands there now. */
  here: Schema.Boolean,
  rooms: Schema.Array(WireNamed),
  /** What is added to the score, below 0 = better. */
  ...WireScore.fields,
  /** What stands against it: kinds of conflict, the worst in a sentence, other lessons that these are about. */
  kinds: Schema.Array(Schema.String),
  message: Schema.String,
  blocking: Schema.Array(WireNamed),
  /** Lessons that would have to go elsewhere. */
  displaces: Schema.Array(WireNamed)
}).annotations({ identifier: "Place" })
export interface WirePlace extends Schema.Schema.Type<typeof WirePlace> {}

/** A room, teacher or class that has nothing to do at a slot. */
export const WireFree = Schema.Struct({
  kind: Schema.Literal("room", "teacher", "class"),
  ...WireNamed.fields,
  /** Labels of the weeks in which it is free; empty = in all of them. */
  weeks: Schema.Array(Schema.String),
  /** Rooms only: seats (null = not limited), building and features. */
  capacity: Schema.optionalWith(Schema.NullOr(Schema.Int), { exact: true }),
  building: Schema.optionalWith(Schema.NullOr(Schema.String), { exact: true }),
  features: Schema.optionalWith(Schema.Array(Schema.String), { exact: true })
}).annotations({ identifier: "Free" })
export interface WireFree extends Schema.Schema.Type<typeof WireFree> {}

/** Who could stand in for somebody in one lesson, the best first. */
export const WireCover = Schema.Struct({
  lesson: WireLesson,
  /** Who stands in already. */
  covered_by: Schema.NullOr(WireNamed),
  candidates: Schema.Array(
    Schema.Struct({
      teacher: WireNamed,
      reasons: Schema.Array(Schema.String),
      /** null beyond the first few: those are only named. */
      suggestion_id: Schema.NullOr(Schema.String)
    })
  )
}).annotations({ identifier: "Cover" })
export interface WireCover extends Schema.Schema.Type<typeof WireCover> {}
