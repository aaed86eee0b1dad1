import type { Model } from "../Model.ts"
import { type Finding, lessonIds } from "./Finding.ts"

/** Courses with lessons that nobody teaches, and that leave no place for a teacher to be assigned: supervision, perhaps. */
export const coursesWithoutTeacher = (model: Model): ReadonlyArray<Finding> =>
  model.courses.flatMap((course, c): ReadonlyArray<Finding> => {
    const lessons = model.lessonsOfCourse[c] ?? new Int32Array(0)
    const facts = model.lessons[lessons[0] ?? -1]
    if (facts === undefined || course.teacherIds.length > 0) return []
    if (course.roles.some(({ type }) => type === "teacher")) return []
    return [
      {
        kind: "no_teacher",
        severity: "info",
        needed: 1,
        available: 0,
        lessons: lessonIds(model, lessons),
        resources: [],
        message: `${facts.name} has no teacher`
      }
    ]
  })
