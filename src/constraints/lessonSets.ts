import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Model } from "./Model.ts"
import type { BadConstraint } from "./Rule.ts"
import { lessonsIn, namesItsMembers } from "./scope.ts"

/** The sets that a rule judges: a list of lessons is one set; all lessons, or the school, is a set for each course. */
export const setsIn = (model: Model, constraint: Constraint): Either.Either<ReadonlyArray<Int32Array>, BadConstraint> =>
  Either.map(lessonsIn(model, constraint), lessons =>
    namesItsMembers(constraint)
      ? [Int32Array.from(lessons)]
      : [...byCourse(model, lessons).values()].map(set => Int32Array.from(set))
  )

/** Lessons by the id of their course, each list in the order given. */
export const byCourse = (model: Model, lessons: Iterable<number>): ReadonlyMap<string, ReadonlyArray<number>> => {
  const courses = new Map<string, Array<number>>()
  for (const lesson of lessons) {
    const course = model.lessons[lesson]?.course.id ?? ""
    const set = courses.get(course)
    if (set === undefined) courses.set(course, [lesson])
    else set.push(lesson)
  }
  return courses
}
