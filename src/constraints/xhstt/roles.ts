import type { Model } from "../Model.ts"

/** The place of a role among those of a course; -1 = it has no role of this name. */
export const roleIndex = (model: Model, course: number, role: string): number =>
  model.courses[course]?.roles.findIndex(each => each.role === role) ?? -1

/** The courses with a role of this name that the timetable fills: where the file gives a resource, nothing is judged. */
export const openRoles = (
  model: Model,
  courses: ReadonlyArray<number>,
  role: string
): ReadonlyArray<{ readonly course: number; readonly at: number }> =>
  courses.flatMap(course => {
    const at = roleIndex(model, course, role)
    return model.courses[course]?.roles[at]?.resourceId === null ? { course, at } : []
  })
