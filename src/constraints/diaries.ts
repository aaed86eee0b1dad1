import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import { classDiaries, type Diaries, teacherDiaries } from "./Diary.ts"
import type { Model } from "./Model.ts"
import { badConstraint } from "./Rule.ts"

/** The diaries of the teachers, or of the classes, that a constraint is about. It has to say which of the two. */
export const diariesIn = (model: Model, constraint: Constraint): Diaries => {
  const { on } = constraint.scope
  switch (on) {
    case "teachers":
      return teacherDiaries(model, constraint)
    case "classes":
      return classDiaries(model, constraint)
    default:
      return Either.left(badConstraint(constraint, "scope.on", `applies to teachers or classes, not to ${on}`))
  }
}
