import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { markedSlots } from "../lessonPoints.ts"
import { ascending } from "../Model.ts"
import type { Point, Rule } from "../Rule.ts"
import { classesIn } from "../scope.ts"
import { className, classRef } from "../words.ts"
import { neverOff, unavailablePoints } from "./unavailable.ts"

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
      Either.map(classesIn(model, constraint), classes => {
        const judgeOf = makeJudges()
        return classes.flatMap(schoolClass => {
          const off = model.classOff[schoolClass] ?? neverOff
          if (!off.includes(1)) return []
          const atoms = [...(model.atomsOfClass[schoolClass] ?? [])]
          const lessons = ascending(atoms.flatMap(atom => [...(model.lessonsOfAtom[atom] ?? [])]))
          const resources = classRef(model, schoolClass)
          const name = className(model, schoolClass)
          // A point for each lesson, not for each class: a year has hundreds, of which one moves.
          const judge = judgeOf(off)
          return [...lessons].map(lesson => ({
            subject: lesson,
            off,
            watched: { watchedLessons: Int32Array.of(lesson), heeds: aspect.time },
            judge,
            resources,
            name,
            verb: "has"
          }))
        })
      })
    )
}

/** One `judge` for all classes that are unavailable at the same slots, mostly all of a school: so all lessons ask alike. */
const makeJudges = (): ((off: Uint8Array) => Point["judge"]) => {
  const judges = new Map<string, Point["judge"]>()
  return off => {
    const judge: Point["judge"] =
      judges.get(`${off}`) ??
      ((plan, found, lesson) => {
        const periods = markedSlots(plan, lesson, off)
        if (periods > 0) found(periods, lesson, 0, 0)
      })
    judges.set(`${off}`, judge)
    return judge
  }
}
