import type { Conflict } from "../constraints/Conflict.ts"
import type { LiveScore } from "../constraints/LiveScore.ts"
import { flags, type Model } from "../constraints/Model.ts"
import type { Plan } from "../constraints/Plan.ts"
import type { Pin } from "../timetable/Placement.ts"
import type { SearchScope } from "./SearchRequest.ts"
import { placementsOf } from "./spots.ts"

/** Who pinned the lesson, and why; null = nobody. */
export const pinOf = (model: Model, lesson: number): Pin | null => placementsOf(model).get(lesson)?.pin ?? null

/** Whether its course says when it is. */
export const isGiven = (model: Model, lesson: number): boolean =>
  (model.lessons[lesson]?.course.givenSlot ?? null) !== null

/** Per lesson: 1 = the search may move it: it is not pinned, and its time is not given. Source: TIMETABLING.md, "Never". */
export const movableLessons = (model: Model): Uint8Array =>
  flags(
    model.lessons.length,
    model.lessons.flatMap(({ index }) => (pinOf(model, index) === null && !isGiven(model, index) ? [index] : []))
  )

/**
 * Per lesson: a number that it shares with those that are identical to it: the same course, duration, weeks, people. It is no
 * use to anybody that two of them trade places.
 */
export const twinsOf = (plan: Plan): Int32Array => {
  const numbers = new Map<string, number>()
  return Int32Array.from(plan.model.lessons, ({ index, course, duration, weeks }) => {
    // The numbers first: whatever the id holds, no two keys are equal by chance.
    const key = `${duration};${weeks};${plan.teachersOf(index)};${plan.fillersOf(index)};${course.id}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

/** Lessons of whoever a conflict is about, whether it names the lessons or only the people. */
export const lessonsAbout = (model: Model, { lessons, resources }: Conflict): ReadonlyArray<number> => {
  const found = new Set(lessons.flatMap(id => model.lessonIndex.get(id) ?? []))
  for (const { kind, id } of resources) {
    if (kind === "teacher")
      for (const lesson of model.lessonsOfTeacher[model.teacherIndex.get(id) ?? -1] ?? []) found.add(lesson)
    if (kind === "class")
      for (const atom of model.atomsOfClass[model.classIndex.get(id) ?? -1] ?? [])
        for (const lesson of model.lessonsOfAtom[atom] ?? []) found.add(lesson)
  }
  return [...found]
}

/** The lessons at stake, ascending. `conflict`: the one that the scope names, if it is there. A lesson without a time is on every day. */
export const lessonsInScope = (
  { rulebook: { model }, plan }: LiveScore,
  scope: SearchScope,
  conflict: Conflict | null
): ReadonlyArray<number> => {
  const numbers = (ids: ReadonlyArray<string>, index: ReadonlyMap<string, number>): ReadonlySet<number> =>
    new Set(ids.map(id => index.get(id) ?? -1))
  const teachers = numbers(scope.teacherIds, model.teacherIndex)
  const atoms = new Set([...numbers(scope.classIds, model.classIndex)].flatMap(c => [...(model.atomsOfClass[c] ?? [])]))
  const rooms = numbers(scope.roomIds, model.roomIndex)
  const lessons = numbers(scope.lessonIds, model.lessonIndex)
  const days = new Set(scope.days)
  const named = conflict === null || conflict.lessons.length === 0 ? null : numbers(conflict.lessons, model.lessonIndex)
  const about = conflict === null ? null : (named ?? new Set(lessonsAbout(model, conflict)))
  return model.lessons.flatMap(facts => {
    const { index } = facts
    const slot = plan.slotOf[index] ?? -1
    const isIn =
      (scope.conflictId === null || about?.has(index) === true) &&
      (scope.lessonIds.length === 0 || lessons.has(index)) &&
      (scope.teacherIds.length === 0 || plan.teachersOf(index).some(teacher => teachers.has(teacher))) &&
      (scope.classIds.length === 0 || facts.atoms.some(atom => atoms.has(atom))) &&
      (scope.roomIds.length === 0 || plan.roomsOf(index).some(room => rooms.has(room))) &&
      (scope.days.length === 0 || slot < 0 || days.has(model.dayOf[slot] ?? -1))
    return isIn ? [index] : []
  })
}
