import type { LessonFacts, Model } from "../Model.ts"
import { count, listed, roomName, roomRef } from "../words.ts"
import { type Finding, lessonIds } from "./Finding.ts"

/** Courses that no room answers, or whose students no suitable room seats (they may still be spread over several). */
export const unroomableCourses = (model: Model): ReadonlyArray<Finding> =>
  model.courses.flatMap((course, c): ReadonlyArray<Finding> => {
    const lessons = model.lessonsOfCourse[c] ?? new Int32Array(0)
    const facts = model.lessons[lessons[0] ?? -1]
    if (facts === undefined || course.roomNeed.need === "none") return []
    const suitable = [...(facts.suitableRooms ?? model.body.rooms.keys())]
    const seats = suitable.map(room => model.body.rooms[room]?.capacity ?? Number.POSITIVE_INFINITY)
    const most = Math.max(0, ...seats)
    if (suitable.length > 0 && facts.size <= most) return []
    const largest = suitable[seats.indexOf(most)]
    const common = { kind: "no_room", lessons: lessonIds(model, lessons) } as const
    return suitable.length === 0 || largest === undefined
      ? [
          {
            ...common,
            severity: "impossible",
            needed: 1,
            available: 0,
            resources: [],
            message: `${facts.name} needs ${needOf(facts)}, but there is none`
          }
        ]
      : [
          {
            ...common,
            severity: "warning",
            needed: facts.size,
            available: most,
            resources: roomRef(model, largest),
            message: `${facts.name} has ${count(facts.size, "student")}, but the largest room for it, ${roomName(model, largest)}, seats only ${most}`
          }
        ]
  })

const needOf = ({ course: { roomNeed } }: LessonFacts): string =>
  roomNeed.need === "features" ? `a room with ${listed(roomNeed.features)}` : "a room"
