import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type BadConstraint, type Found, none, type Point, type Telling } from "./Rule.ts"
import { lessonsIn, namesItsMembers } from "./scope.ts"

/** The sets that a rule judges: a list of lessons is one set; all lessons, or the school, is a set for each course. */
export const setsIn = (model: Model, constraint: Constraint): Either.Either<ReadonlyArray<Int32Array>, BadConstraint> =>
  Either.map(lessonsIn(model, constraint), lessons =>
    namesItsMembers(constraint) ? [Int32Array.from(lessons)] : setsOfCourses(model)
  )

const known = new WeakMap<Model["lessons"], ReadonlyArray<Int32Array>>()

/** Made once for a model and all its versions: rules that look at the same lessons find them at the same place in memory. */
const setsOfCourses = (model: Model): ReadonlyArray<Int32Array> => {
  const sets =
    known.get(model.lessons) ?? [...byCourse(model, model.lessons.keys()).values()].map(set => Int32Array.from(set))
  known.set(model.lessons, sets)
  return sets
}

/** One point a set of at least so many lessons, for rules about the lessons of the set alone, and what they `heed`. */
export const setPoints = (
  sets: ReadonlyArray<Int32Array>,
  atLeast: number,
  heeds: number,
  judge: (plan: Plan, set: Int32Array, found: Found) => void,
  tell: (plan: Plan, set: Int32Array, a: number, b: number) => Telling
): ReadonlyArray<Point> => {
  const shared: Pick<Point, "judge" | "tell"> = {
    judge: (plan, found, subject) => judge(plan, sets[subject] ?? none, found),
    tell: (plan, a, b, _c, subject) => tell(plan, sets[subject] ?? none, a, b)
  }
  return sets.flatMap((set, subject) =>
    set.length < atLeast
      ? []
      : { subject, watchedLessons: set, watchedTeachers: none, watchedRooms: none, heeds, ...shared }
  )
}

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
