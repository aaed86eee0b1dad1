import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { none, type Point, type Telling } from "../Rule.ts"

/** The lessons of some courses, ascending by course. */
export const lessonsOf = (model: Model, courses: Iterable<number>): Int32Array =>
  Int32Array.from([...courses].flatMap(course => [...(model.lessonsOfCourse[course] ?? none)]))

/** What it is called when it is not one of its lessons that is spoken of. */
export const courseName = (model: Model, course: number): string => {
  const [lesson] = model.lessonsOfCourse[course] ?? none
  return model.lessons[lesson ?? -1]?.name ?? model.courses[course]?.name ?? model.courses[course]?.id ?? "a course"
}

export const courseId = (model: Model, course: number): string => model.courses[course]?.id ?? ""

/** What a point says of one deviation: everything but who is asked for, which is what the point is about. */
export type Said = Pick<Telling, "lessons" | "slots" | "message">

/** A point about these lessons: at most one finding, its whole deviation. `key` names it among the constraint's. */
export const lessonsPoint = (
  watchedLessons: Int32Array,
  key: ReadonlyArray<string>,
  deviation: (plan: Plan) => number,
  say: (plan: Plan, deviation: number) => Said
): Point => ({
  watchedLessons,
  watchedTeachers: none,
  watchedRooms: none,
  judge: (plan, found) => {
    const deviates = deviation(plan)
    if (deviates > 0) found(deviates, deviates, 0, 0)
  },
  tell: (plan, deviates) => ({ ...say(plan, deviates), resources: [], key })
})
