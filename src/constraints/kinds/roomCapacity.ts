import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Rule } from "../Rule.ts"
import { count, lessonName, listed, onWhen, roomName, roomRef } from "../words.ts"

/**
 * The rooms of a lesson seat everybody who attends. Deviation: students without a seat; a room without a capacity seats
 * any number, and a lesson without a room is not judged. Scope: lessons or school. No parameters.
 * Source: FET, basic compulsory space (room capacity).
 */
export const roomCapacity: Rule = {
  kind: "room_capacity",
  sentence: "Every lesson's rooms seat all who attend.",
  unit: "student",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons => {
      const capacities = Float64Array.from(model.body.rooms, ({ capacity }) => capacity ?? Number.POSITIVE_INFINITY)
      const sizes = Int32Array.from(model.lessons, ({ size }) => size)
      const smallest = capacities.reduce((least, capacity) => Math.min(least, capacity), Number.POSITIVE_INFINITY)
      return lessonPoints(
        // Who finds a seat in the smallest room finds one anywhere.
        lessons.filter(lesson => (sizes[lesson] ?? 0) > smallest),
        aspect.time | aspect.rooms,
        (plan, lesson) => Math.max(0, (sizes[lesson] ?? 0) - seats(capacities, plan.roomsOf(lesson))),
        (plan, lesson) => {
          const rooms = [...plan.roomsOf(lesson)]
          const slots = slotsOf(plan, lesson)
          const names = rooms.map(room => roomName(model, room)).sort()
          const students = count(model.lessons[lesson]?.size ?? 0, "student")
          const seat = names.length === 1 ? "seats" : "seat"
          return {
            lessons: [lesson],
            resources: rooms.flatMap(room => roomRef(model, room)),
            slots,
            message: `${lessonName(model, lesson)} has ${students}${onWhen(model, slots)}, but ${listed(names)} ${seat} ${seats(capacities, plan.roomsOf(lesson))}`
          }
        }
      )
    })
}

/** Infinity = without limit, or no room at all. */
const seats = (capacities: Float64Array, rooms: Int32Array): number => {
  if (rooms.length === 0) return Number.POSITIVE_INFINITY
  let sum = 0
  for (let i = 0; i < rooms.length; i++) sum += capacities[rooms[i] ?? -1] ?? 0
  return sum
}
