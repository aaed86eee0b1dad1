import { clashingLinks } from "./diagnosis/clashingLinks.ts"
import { coursesWithoutTeacher } from "./diagnosis/coursesWithoutTeacher.ts"
import type { Finding } from "./diagnosis/Finding.ts"
import { impossiblePins } from "./diagnosis/impossiblePins.ts"
import { longLessons } from "./diagnosis/longLessons.ts"
import { overloadedClasses, overloadedTeachers } from "./diagnosis/overloadedPeople.ts"
import { overloadedRooms } from "./diagnosis/overloadedRooms.ts"
import { tooFewDays } from "./diagnosis/tooFewDays.ts"
import { unroomableCourses } from "./diagnosis/unroomableCourses.ts"
import type { Model } from "./Model.ts"

/** Every check there is: the literal list. */
const checks: ReadonlyArray<(model: Model) => ReadonlyArray<Finding>> = [
  overloadedTeachers,
  overloadedClasses,
  overloadedRooms,
  unroomableCourses,
  longLessons,
  tooFewDays,
  clashingLinks,
  impossiblePins,
  coursesWithoutTeacher
]

const ranks = { impossible: 0, warning: 1, info: 2 } as const

/**
 * What stands against any timetable at all, whatever the lessons' places: said before anybody looks for one. The
 * impossible first, each with what is needed and what there is. Source: FET and aSc, their checks before generating.
 */
export const diagnose = (model: Model): ReadonlyArray<Finding> =>
  checks.flatMap(check => check(model)).sort((a, b) => ranks[a.severity] - ranks[b.severity])
