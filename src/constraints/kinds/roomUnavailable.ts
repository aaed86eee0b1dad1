import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import type { Rule } from "../Rule.ts"
import { roomsIn } from "../scope.ts"
import { roomName, roomRef } from "../words.ts"
import { judgeWhileOff, neverOff, unavailablePoints } from "./unavailable.ts"

/**
 * A room is not used when unavailable. For each lesson in the room: deviation = the room's unavailable
 * slots it occupies. Scope: rooms or school. No parameters. Source: FET, RoomNotAvailableTimes.
 */
export const roomUnavailable: Rule = {
  kind: "room_unavailable",
  sentence: "No room is used while unavailable.",
  unit: "period",
  points: (model, constraint) =>
    unavailablePoints(
      constraint,
      Either.map(roomsIn(model, constraint), rooms => {
        const judge = judgeWhileOff(model, plan => plan.roomAt, model.roomOff)
        return rooms.map(room => ({
          subject: room,
          off: model.roomOff[room] ?? neverOff,
          watched: { watchedRooms: Int32Array.of(room), heeds: aspect.time | aspect.rooms },
          judge,
          resources: roomRef(model, room),
          name: roomName(model, room),
          verb: "holds"
        }))
      })
    )
}
