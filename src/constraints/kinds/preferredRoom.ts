import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, slotsOf } from "../lessonPoints.ts"
import { flags } from "../Model.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { lessonsIn, resolve } from "../scope.ts"
import { lessonName, listed, onWhen, roomName, roomRef } from "../words.ts"

const read = parameters(
  Schema.Struct({ room_ids: Schema.NonEmptyArray(Schema.String) }),
  "takes room_ids, a list of ids of rooms"
)

/**
 * A lesson is held in one of the rooms that people want for it. Deviation 1 for each placed lesson none of whose rooms is
 * among them. Scope: lessons or school. Parameters: `room_ids`.
 * Source: FET, ActivityPreferredRoom(s), home rooms.
 */
export const preferredRoom: Rule = {
  kind: "preferred_room",
  sentence: "A lesson is held in one of its preferred rooms.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { room_ids } = yield* read(constraint)
      const rooms = yield* resolve(constraint, "parameters.room_ids", room_ids, model.roomIndex, "ids of rooms")
      const isWanted = flags(model.body.rooms.length, rooms)
      const names = rooms.map(room => roomName(model, room))
      const wanted = names.length > 4 ? `one of ${names.length} rooms` : listed(names, "or")
      return lessonPoints(
        yield* lessonsIn(model, constraint),
        aspect.time | aspect.rooms,
        (plan, lesson) => ((plan.slotOf[lesson] ?? -1) >= 0 && !hasFlagged(plan.roomsOf(lesson), isWanted) ? 1 : 0),
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const actual = [...plan.roomsOf(lesson)]
          const where =
            actual.length === 0 ? "in no room" : `in ${listed(actual.map(room => roomName(model, room)).sort())}`
          return {
            lessons: [lesson],
            resources: actual.flatMap(room => roomRef(model, room)),
            slots,
            message: `${lessonName(model, lesson)} is ${where}${onWhen(model, slots)}; preferred: ${wanted}`
          }
        }
      )
    })
}

const hasFlagged = (rooms: Int32Array, isWanted: Uint8Array): boolean => {
  for (let i = 0; i < rooms.length; i++) if (isWanted[rooms[i] ?? -1] === 1) return true
  return false
}
