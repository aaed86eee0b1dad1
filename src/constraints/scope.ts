import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Model } from "./Model.ts"
import { type BadConstraint, badConstraint } from "./Rule.ts"

/** What a constraint's scope means, in the model's numbers, each once. Which scopes a rule takes is said by the rule. */
type Members = Either.Either<ReadonlyArray<number>, BadConstraint>

export const teachersIn = (model: Model, constraint: Constraint): Members =>
  membersIn(constraint, "teachers", model.teacherIndex, "teachers or school")

/** Every class that is named; for "all" and the school, every class, years and groups alike. */
export const classesIn = (model: Model, constraint: Constraint): Members =>
  membersIn(constraint, "classes", model.classIndex, "classes or school")

/**
 * Every class that is named; for "all" and the school, those that no other class names as its parent, so that no
 * student is counted twice.
 */
export const leafClassesIn = (model: Model, constraint: Constraint): Members =>
  Either.map(classesIn(model, constraint), classes =>
    namesItsMembers(constraint) ? classes : classes.filter(schoolClass => model.isLeafClass[schoolClass] === 1)
  )

export const roomsIn = (model: Model, constraint: Constraint): Members =>
  membersIn(constraint, "rooms", model.roomIndex, "rooms or school")

export const lessonsIn = (model: Model, constraint: Constraint): Members =>
  membersIn(constraint, "lessons", model.lessonIndex, "lessons or school")

/** For rules that make no sense for every lesson of a school. */
export const chosenLessonsIn = (model: Model, constraint: Constraint): Members =>
  membersIn(constraint, "lessons", model.lessonIndex, "lessons")

/** Whether the scope is a list of ids, rather than "all" or the school. */
export const namesItsMembers = ({ scope }: Constraint): boolean => "ids" in scope && scope.ids !== "all"

const membersIn = (
  constraint: Constraint,
  on: "teachers" | "classes" | "rooms" | "lessons",
  index: ReadonlyMap<string, number>,
  accepts: string
): Members => {
  const { scope } = constraint
  if (scope.on !== on && !(scope.on === "school" && accepts.endsWith("school")))
    return Either.left(badConstraint(constraint, "scope.on", `applies to ${accepts}, not to ${scope.on}`))
  if (!("ids" in scope) || scope.ids === "all") return Either.right([...index.values()])
  return resolve(constraint, "scope.ids", scope.ids, index, `ids of ${on}`)
}

/** Numbers of ids that stand in a constraint at `path`; the first that nothing carries is the error. */
export const resolve = (
  constraint: Constraint,
  path: string,
  ids: ReadonlyArray<string>,
  index: ReadonlyMap<string, number>,
  accepts: string
): Members => {
  const members = new Set<number>()
  for (const [i, id] of ids.entries()) {
    const member = index.get(id)
    if (member === undefined)
      return Either.left(
        badConstraint(constraint, `${path}[${i}]`, `nothing has the id "${id}"; takes ${accepts} of this timetable`)
      )
    members.add(member)
  }
  return Either.right([...members])
}
