import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { setPoints, setsIn } from "../lessonSets.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import { none, type Rule } from "../Rule.ts"
import { count, lessonName, listed, roomName, roomRef } from "../words.ts"

const read = parameters(
  Schema.Struct({
    max: Schema.optionalWith(Schema.Positive.pipe(Schema.int()), { exact: true, default: () => 1 })
  }),
  "takes max, a whole number from 1"
)

/**
 * The lessons of a set are held in the same room, or in few. Deviation: different rooms of its placed lessons above
 * `max`; a lesson in several rooms at once raises the limit to as many. One finding a set. Scope: a list of lessons is
 * one set; all lessons, or the school, is a set for each course. Parameters: `max` (default 1).
 * Source: FET, ActivitiesOccupyMaxDifferentRooms; TIMETABLING.md.
 */
export const roomStability: Rule = {
  kind: "room_stability",
  sentence: "The lessons of a course are held in the same room.",
  unit: "room",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max } = yield* read(constraint)
      const sets = yield* setsIn(model, constraint)
      return setPoints(
        sets,
        2,
        aspect.length | aspect.rooms,
        (plan, set, found) => {
          // Who has no more rooms than allowed has no more different ones: as good as always.
          if (roomsAtMost(plan, set) <= max) return
          const over = differentRooms(plan, set) - limitOf(plan, set, max)
          if (over > 0) found(over, 0, 0, 0)
        },
        (plan, set) => {
          const lessons = [...set].filter(lesson => roomsOf(plan, lesson).length > 0)
          const rooms = [...new Set(lessons.flatMap(lesson => [...roomsOf(plan, lesson)]))]
          const names = listed(rooms.map(room => roomName(model, room)).sort())
          const what = [...new Set(lessons.map(lesson => lessonName(model, lesson)))].sort()
          const limit = limitOf(plan, set, max)
          const verb = what.length === 1 ? "is" : "are"
          return {
            lessons,
            resources: rooms.flatMap(room => roomRef(model, room)),
            slots: [],
            message: `${listed(what)} ${verb} held in ${count(rooms.length, "room")}, at most ${limit} wanted: ${names}`,
            key: [...set].map(lesson => model.lessons[lesson]?.lesson.id ?? "").sort()
          }
        }
      )
    })
}

/** Those of a placed lesson; one without a time is nowhere yet. */
const roomsOf = (plan: Plan, lesson: number): Int32Array =>
  (plan.slotOf[lesson] ?? -1) >= 0 ? plan.roomsOf(lesson) : none

/** Each room as often as it is held, lessons without a time included. */
const roomsAtMost = (plan: Plan, set: Int32Array): number => {
  let rooms = 0
  for (let i = 0; i < set.length; i++) rooms += plan.roomCountOf(set[i] ?? -1)
  return rooms
}

const differentRooms = (plan: Plan, set: Int32Array): number => {
  let different = 0
  for (let i = 0; i < set.length; i++) {
    const rooms = roomsOf(plan, set[i] ?? -1)
    for (let r = 0; r < rooms.length; r++) {
      let before = 0
      while (before < i && !roomsOf(plan, set[before] ?? -1).includes(rooms[r] ?? -1)) before++
      if (before === i) different++
    }
  }
  return different
}

const limitOf = (plan: Plan, set: Int32Array, max: number): number => {
  let limit = max
  for (let i = 0; i < set.length; i++) limit = Math.max(limit, roomsOf(plan, set[i] ?? -1).length)
  return limit
}
