import type { Model } from "../Model.ts"
import { className, classRef, count, teacherName, teacherRef, weekLabel } from "../words.ts"
import { type Finding, freeSlots, fullestWeek, lessonIds } from "./Finding.ts"

/** Teachers with more periods a week than slots in which they are available. */
export const overloadedTeachers = (model: Model): ReadonlyArray<Finding> =>
  model.lessonsOfTeacher.flatMap((lessons, teacher): ReadonlyArray<Finding> => {
    const load = fullestWeek(model, lessons)
    const free = freeSlots(model, model.teacherOff[teacher])
    if (load.periods <= free) return []
    return [
      {
        kind: "overloaded_teacher",
        severity: "impossible",
        needed: load.periods,
        available: free,
        lessons: lessonIds(model, load.lessons),
        resources: teacherRef(model, teacher),
        message: `${teacherName(model, teacher)} teaches ${count(load.periods, "period")}${weekLabel(model, 1 << load.week)} but has only ${count(free, "free slot")}`
      }
    ]
  })

/** Students with more periods a week than slots; told once a class, of the one who is worst off. */
export const overloadedClasses = (model: Model): ReadonlyArray<Finding> => {
  const worst = new Map<number, Finding>()
  model.lessonsOfAtom.forEach((lessons, atom) => {
    const load = fullestWeek(model, lessons)
    const free = freeSlots(model, model.atomOff[atom])
    const schoolClass = smallestClassOf(model, atom)
    if (load.periods <= free || schoolClass === undefined) return
    const before = worst.get(schoolClass)
    if (before !== undefined && before.needed - before.available >= load.periods - free) return
    const alone = model.atomsOfClass[schoolClass]?.length === 1
    const who = alone ? className(model, schoolClass) : `A student of ${className(model, schoolClass)}`
    worst.set(schoolClass, {
      kind: "overloaded_class",
      severity: "impossible",
      needed: load.periods,
      available: free,
      lessons: lessonIds(model, load.lessons),
      resources: classRef(model, schoolClass),
      message: `${who} has ${count(load.periods, "period")}${weekLabel(model, 1 << load.week)} but only ${count(free, "free slot")}`
    })
  })
  return [...worst.values()]
}

/** The class with the fewest kinds of students among those that have this one; of several, the first. */
export const smallestClassOf = (model: Model, atom: number): number | undefined => {
  let smallest: number | undefined
  model.atomsOfClass.forEach((atoms, schoolClass) => {
    if (!atoms.includes(atom)) return
    if (smallest === undefined || atoms.length < (model.atomsOfClass[smallest]?.length ?? 0)) smallest = schoolClass
  })
  return smallest
}
