import { Either } from "effect"
import { lessonPoints, plainLessons, slotsOf } from "./lessonPoints.ts"
import type { Plan } from "./Plan.ts"
import type { Rule } from "./Rule.ts"
import { count, lessonName, listed, onWhen, roomName, roomRef } from "./words.ts"

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
    Either.map(plainLessons(model, constraint), lessons =>
      lessonPoints(
        model.body.rooms.some(room => room.capacity !== null) ? lessons : [],
        (plan, lesson) => {
          const free = seats(plan, lesson)
          return free === null ? 0 : Math.max(0, (model.lessons[lesson]?.size ?? 0) - free)
        },
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
            message: `${lessonName(model, lesson)} has ${students}${onWhen(model, slots)}, but ${listed(names)} ${seat} ${seats(plan, lesson)}`
          }
        }
      )
    )
}

/** null = without limit, or no room at all. */
const seats = (plan: Plan, lesson: number): number | null => {
  const rooms = plan.roomsOf(lesson)
  if (rooms.length === 0) return null
  let sum = 0
  for (let i = 0; i < rooms.length; i++) {
    const capacity = plan.model.body.rooms[rooms[i] ?? -1]?.capacity ?? null
    if (capacity === null) return null
    sum += capacity
  }
  return sum
}
