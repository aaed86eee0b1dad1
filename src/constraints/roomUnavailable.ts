import { Either } from "effect"
import type { Rule } from "./Rule.ts"
import { roomsIn } from "./scope.ts"
import { judgeWhileOff, neverOff, unavailablePoints } from "./unavailable.ts"
import { roomName, roomRef } from "./words.ts"

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
      Either.map(roomsIn(model, constraint), rooms =>
        rooms.map(room => {
          const off = model.roomOff[room] ?? neverOff
          return {
            off,
            watched: { watchedRooms: Int32Array.of(room) },
            judge: judgeWhileOff(plan => plan.roomAt, room, off),
            resources: roomRef(model, room),
            name: roomName(model, room),
            verb: "holds"
          }
        })
      )
    )
}
