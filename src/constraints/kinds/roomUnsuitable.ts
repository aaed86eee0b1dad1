import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import { flags, type Model } from "../Model.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, listed, onWhen, roomName, roomRef } from "../words.ts"

/**
 * A lesson is held in rooms that answer its course's need. Deviation: rooms of the lesson that do not. Scope: lessons or
 * school. No parameters. Source: FET, SubjectPreferredRooms and its kin at 100 %.
 */
export const roomUnsuitable: Rule = {
  kind: "room_unsuitable",
  sentence: "Every lesson is held in a room that answers its need.",
  unit: "room",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons => {
      const suits = suitsByLesson(model)
      return lessonPoints(
        lessons.filter(lesson => suitable(model, lesson) !== null),
        aspect.time | aspect.rooms,
        (plan, lesson) => countUnsuitable(plan.roomsOf(lesson), suits[lesson] ?? null),
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const rooms = [...plan.roomsOf(lesson)].filter(room => !suitable(model, lesson)?.includes(room))
          const names = listed(rooms.map(room => roomName(model, room)).sort())
          const message = `${lessonName(model, lesson)}${onWhen(model, slots)} needs ${need(model, lesson)}, but is in ${names}`
          return { lessons: [lesson], resources: rooms.flatMap(room => roomRef(model, room)), slots, message }
        }
      )
    })
}

/** Per lesson: per room 1 = it will do; null = any will. One list of flags for all lessons with the same rooms. */
const suitsByLesson = (model: Model): ReadonlyArray<Uint8Array | null> => {
  const known = new Map<Int32Array, Uint8Array>()
  return model.lessons.map(({ suitableRooms }) => {
    if (suitableRooms === null) return null
    const suits = known.get(suitableRooms) ?? flags(model.body.rooms.length, suitableRooms)
    known.set(suitableRooms, suits)
    return suits
  })
}

const suitable = (model: Model, lesson: number): Int32Array | null => model.lessons[lesson]?.suitableRooms ?? null

const countUnsuitable = (rooms: Int32Array, suits: Uint8Array | null): number => {
  let bad = 0
  if (suits !== null) for (let i = 0; i < rooms.length; i++) if (suits[rooms[i] ?? -1] !== 1) bad++
  return bad
}

const need = (model: Model, lesson: number): string => {
  const wanted = model.lessons[lesson]?.course.roomNeed
  if (wanted?.need === "features") return `a room with ${listed(wanted.features)}`
  const names = [...(suitable(model, lesson) ?? [])].map(room => roomName(model, room)).sort()
  return names.length > 4 ? `one of ${names.length} rooms` : listed(names, "or")
}
