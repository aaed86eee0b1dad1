import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Cells } from "./Cells.ts"
import type { ResourceRef } from "./Conflict.ts"
import { ascending, type Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type BadConstraint, none, type Point } from "./Rule.ts"
import { leafClassesIn, teachersIn } from "./scope.ts"
import { className, classRef, teacherName, teacherRef } from "./words.ts"

/**
 * Somebody whose days a rule looks at: a teacher, or a class. A class is judged student by student (atom by atom), and
 * the one who is worst off stands for it, so that it counts once.
 */
export interface Diary {
  readonly resources: ReadonlyArray<ResourceRef>
  /** "Ms Smith", "9A", "A student of 9A": begins a sentence, and is one person. */
  readonly who: string
  /** The teacher, or the atoms of the class. */
  readonly members: Int32Array
  /** Where the members' lessons stand. */
  readonly cellsOf: (plan: Plan) => Cells
  /** Per number of a member: its unavailable slots. */
  readonly off: ReadonlyArray<Uint8Array>
  readonly watched: Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms">
}

export type Diaries = Either.Either<ReadonlyArray<Diary>, BadConstraint>

/** One for each teacher in the scope. */
export const teacherDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(teachersIn(model, constraint), teachers =>
    teachers.map(teacher => ({
      resources: teacherRef(model, teacher),
      who: teacherName(model, teacher),
      members: Int32Array.of(teacher),
      cellsOf: plan => plan.teacherAt,
      off: model.teacherOff,
      watched: { watchedLessons: none, watchedTeachers: Int32Array.of(teacher), watchedRooms: none }
    }))
  )

/** One for each class in the scope; for all classes and the school, one for each that has no classes below it. */
export const classDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(leafClassesIn(model, constraint), classes =>
    classes.map(schoolClass => {
      const members = model.atomsOfClass[schoolClass] ?? none
      const lessons = ascending([...members].flatMap(atom => [...(model.lessonsOfAtom[atom] ?? [])]))
      return {
        resources: classRef(model, schoolClass),
        who: members.length > 1 ? `A student of ${className(model, schoolClass)}` : className(model, schoolClass),
        members,
        cellsOf: plan => plan.atomAt,
        off: model.atomOff,
        watched: { watchedLessons: lessons, watchedTeachers: none, watchedRooms: none }
      }
    })
  )

/** The slots of a day of a week at which the member has a lesson, ascending. */
export const busySlots = (
  plan: Plan,
  diary: Diary,
  member: number,
  week: number,
  day: number
): ReadonlyArray<number> => {
  const { dayStart, slots } = plan.model
  const first = dayStart[day] ?? 0
  return Array.from({ length: (dayStart[day + 1] ?? first) - first }, (_, i) => first + i).filter(
    slot => diary.cellsOf(plan).count(member, week * slots + slot) > 0
  )
}

/** The lessons the member has at these slots of a week, ascending. */
export const lessonsAt = (
  plan: Plan,
  diary: Diary,
  member: number,
  week: number,
  slots: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const cells = diary.cellsOf(plan)
  return [...ascending(slots.flatMap(slot => [...cells.at(member, week * plan.model.slots + slot)]))]
}
