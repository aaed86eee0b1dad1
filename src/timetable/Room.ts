import { Schema } from "effect"
import { Slot } from "./WeekGrid.ts"

export const RoomId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("RoomId"))
export type RoomId = typeof RoomId.Type

export const Room = Schema.Struct({
  id: RoomId,
  name: Schema.NonEmptyString,
  /** Seats; null = not limited. */
  capacity: Schema.NullOr(Schema.NonNegativeInt),
  building: Schema.NullOr(Schema.NonEmptyString),
  /** What the room offers, e.g. "lab", "gym". */
  features: Schema.Array(Schema.NonEmptyString),
  unavailable: Schema.Array(Slot)
})
export interface Room extends Schema.Schema.Type<typeof Room> {}

/** What a lesson asks of its room: nothing, one of a list (a list of one = fixed), or all of some features. */
export const RoomNeed = Schema.Union(
  Schema.Struct({ need: Schema.Literal("none") }),
  Schema.Struct({ need: Schema.Literal("any") }),
  Schema.Struct({ need: Schema.Literal("rooms"), roomIds: Schema.Array(RoomId) }),
  Schema.Struct({ need: Schema.Literal("features"), features: Schema.Array(Schema.NonEmptyString) })
)
export type RoomNeed = typeof RoomNeed.Type

/** Whether a room answers a need. */
export const suits = (need: RoomNeed, room: Room): boolean => {
  switch (need.need) {
    case "none":
    case "any":
      return true
    case "rooms":
      return need.roomIds.includes(room.id)
    case "features":
      return need.features.every(feature => room.features.includes(feature))
  }
}
