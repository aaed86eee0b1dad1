import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, slotsOf } from "../lessonPoints.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { noParameters } from "../parameters.ts"
import { badConstraint, type Rule } from "../Rule.ts"
import { classesIn, teachersIn } from "../scope.ts"
import { className, lessonName, listed, onWhen, roomName, roomRef, teacherName } from "../words.ts"

/**
 * A class, or a teacher, stays in its home room. Deviation 1 for each placed lesson of that class or teacher alone that
 * is not held in the home room, unless its course asks for particular rooms. Scope: teachers or classes; those without a
 * home room are not judged. No parameters. Source: FET, StudentsSetHomeRoom, TeacherHomeRoom.
 */
export const homeRoom: Rule = {
  kind: "home_room",
  sentence: "Lessons that need no particular room are held in the home room.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      const { on } = constraint.scope
      if (on !== "teachers" && on !== "classes")
        return yield* Either.left(badConstraint(constraint, "scope.on", `applies to teachers or classes, not to ${on}`))
      const teaching = on === "teachers"
      const members = new Set(yield* teaching ? teachersIn(model, constraint) : classesIn(model, constraint))
      const homes = homesOf(model, teaching)
      /** Whose alone the lesson is, and is judged here; -1: nobody's. */
      const ownerOf = (plan: Plan, lesson: number): number => {
        const who = teaching ? plan.teachersOf(lesson) : model.lessons[lesson]?.classes
        const owner = who?.length === 1 ? (who[0] ?? -1) : -1
        return members.has(owner) && (homes[owner] ?? -1) >= 0 ? owner : -1
      }
      const free = model.lessons.filter(({ suitableRooms }) => suitableRooms === null).map(({ index }) => index)
      return lessonPoints(
        homes.some(home => home >= 0) ? free : [],
        aspect.time | aspect.rooms | aspect.teachers,
        (plan, lesson) => {
          if ((plan.slotOf[lesson] ?? -1) < 0) return 0
          const owner = ownerOf(plan, lesson)
          return owner < 0 || plan.roomsOf(lesson).includes(homes[owner] ?? -1) ? 0 : 1
        },
        (plan, lesson) => {
          const owner = ownerOf(plan, lesson)
          const slots = slotsOf(plan, lesson)
          const rooms = [...plan.roomsOf(lesson)]
          const where = rooms.length === 0 ? "in no room" : `in ${listed(rooms.map(r => roomName(model, r)).sort())}`
          const whose = teaching ? teacherName(model, owner) : className(model, owner)
          return {
            lessons: [lesson],
            resources: rooms.flatMap(room => roomRef(model, room)),
            slots,
            message: `${lessonName(model, lesson)} is ${where}${onWhen(model, slots)}; the home room of ${whose} is ${roomName(model, homes[owner] ?? -1)}`
          }
        }
      )
    })
}

/** Per teacher, or per class: its home room; -1 = none. */
const homesOf = (model: Model, teaching: boolean): Int32Array => {
  const ids = teaching
    ? model.body.teachers.map(teacher => teacher.homeRoomId)
    : model.body.classes.map(schoolClass => schoolClass.homeRoomId)
  return Int32Array.from(ids, id => (id === null ? -1 : (model.roomIndex.get(id) ?? -1)))
}
