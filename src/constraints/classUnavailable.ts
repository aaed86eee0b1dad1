import { Either } from "effect"
import { ascending } from "./Model.ts"
import type { Rule } from "./Rule.ts"
import { classesIn } from "./scope.ts"
import { neverOff, unavailablePoints } from "./unavailable.ts"
import { className, classRef } from "./words.ts"

/**
 * A class has no lesson when unavailable, nor has any group that shares students with it. For each such lesson:
 * deviation = the class's unavailable slots it occupies. Scope: classes or school (years and groups alike). No
 * parameters. Source: FET, StudentsSetNotAvailableTimes.
 */
export const classUnavailable: Rule = {
  kind: "class_unavailable",
  sentence: "No class has a lesson while unavailable.",
  unit: "period",
  points: (model, constraint) =>
    unavailablePoints(
      constraint,
      Either.map(classesIn(model, constraint), classes =>
        classes.map(schoolClass => {
          const atoms = [...(model.atomsOfClass[schoolClass] ?? [])]
          const lessons = ascending(atoms.flatMap(atom => [...(model.lessonsOfAtom[atom] ?? [])]))
          return {
            off: model.classOff[schoolClass] ?? neverOff,
            watched: { watchedLessons: lessons },
            lessons: () => lessons,
            resources: classRef(model, schoolClass),
            name: className(model, schoolClass),
            verb: "has"
          }
        })
      )
    )
}
