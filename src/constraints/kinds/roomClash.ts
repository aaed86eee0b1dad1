import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import type { Rule } from "../Rule.ts"
import { roomsIn } from "../scope.ts"
import { roomName, roomRef } from "../words.ts"
import { clashPoints } from "./clash.ts"

/**
 * A room holds one lesson at a time. Deviation 1 for each pair of lessons in the room at the same time of a week both
 * are held in. Scope: rooms or school. No parameters. Source: TIMETABLING.md; FET, basic compulsory space.
 */
export const roomClash: Rule = {
  kind: "room_clash",
  sentence: "No room holds two lessons at the same time.",
  unit: "pair of lessons",
  points: (model, constraint) =>
    clashPoints(
      constraint,
      plan => plan.roomAt,
      Either.map(roomsIn(model, constraint), rooms =>
        rooms.map(room => ({
          resource: room,
          watched: { watchedRooms: Int32Array.of(room), heeds: aspect.time | aspect.rooms },
          about: () => ({ resources: roomRef(model, room), begin: `${roomName(model, room)} holds` })
        }))
      )
    )
}
