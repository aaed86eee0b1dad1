import { Either } from "effect"
import { readLink } from "../kinds/linkBroken.ts"
import type { Model } from "../Model.ts"
import { chosenLessonsIn } from "../scope.ts"
import { bothLessons, className, classRef, teacherName, teacherRef } from "../words.ts"
import { type Finding, lessonIds } from "./Finding.ts"
import { smallestClassOf } from "./overloadedPeople.ts"

/** Lessons that are to begin at the same time though somebody is in both. */
export const clashingLinks = (model: Model): ReadonlyArray<Finding> =>
  model.body.constraints.flatMap((constraint): ReadonlyArray<Finding> => {
    if (constraint.kind !== "link_broken") return []
    // A constraint that its rule cannot read is reported by the rule.
    const read = Either.all([readLink(constraint), chosenLessonsIn(model, constraint)])
    if (Either.isLeft(read) || read.right[0].same !== "slot") return []
    const [, lessons] = read.right
    return lessons.flatMap((b, j) =>
      lessons.slice(0, j).flatMap((a): ReadonlyArray<Finding> => {
        const who = inBoth(model, a, b)
        if (who === undefined) return []
        return [
          {
            kind: "links_clash",
            severity: constraint.hard ? "impossible" : "warning",
            needed: 2,
            available: 1,
            lessons: lessonIds(model, [a, b]),
            resources: who.resources,
            message: `${who.name} is in 2 lessons that are linked to the same time, and can be in only 1: ${bothLessons(model, a, b)}`
          }
        ]
      })
    )
  })

/** The first teacher, else the first student, who is in both lessons in a common week. */
const inBoth = (model: Model, a: number, b: number) => {
  const [one, other] = [model.lessons[a], model.lessons[b]]
  if (one === undefined || other === undefined || (one.weeks & other.weeks) === 0) return undefined
  const teacher = one.teachers.find(each => other.teachers.includes(each))
  if (teacher !== undefined) return { name: teacherName(model, teacher), resources: teacherRef(model, teacher) }
  const atom = one.atoms.find(each => other.atoms.includes(each))
  const schoolClass = atom === undefined ? undefined : smallestClassOf(model, atom)
  if (schoolClass === undefined) return undefined
  return { name: `A student of ${className(model, schoolClass)}`, resources: classRef(model, schoolClass) }
}
