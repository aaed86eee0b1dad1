import { Either } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { ascending, flags, type Model } from "../Model.ts"
import { type BadConstraint, badConstraint } from "../Rule.ts"
import { resolve } from "../scope.ts"

type Chosen<A> = Either.Either<A, BadConstraint>

/** Courses that are judged together, under a name. */
export interface CourseSet {
  readonly id: string
  readonly name: string
  readonly courses: Int32Array
}

const selectionOf = (constraint: Constraint, accepts: string) =>
  constraint.scope.on === "selection"
    ? Either.right(constraint.scope)
    : Either.left(badConstraint(constraint, "scope.on", `applies to a selection of ${accepts}`))

/** Every course that is named, alone or in a group; each once, by number. */
export const coursesIn = (model: Model, constraint: Constraint): Chosen<ReadonlyArray<number>> =>
  Either.gen(function* () {
    const { courseIds } = yield* selectionOf(constraint, "courses")
    const named = yield* resolve(constraint, "scope.courseIds", courseIds, model.courseIndex, "ids of courses")
    const groups = yield* courseGroupsIn(model, constraint)
    return [...new Set([...named, ...groups.flatMap(group => [...group.courses])])]
  })

/** Every group of courses that is named. */
export const courseGroupsIn = (model: Model, constraint: Constraint): Chosen<ReadonlyArray<CourseSet>> =>
  Either.gen(function* () {
    const { courseGroupIds } = yield* selectionOf(constraint, "groups of courses")
    const sets: Array<CourseSet> = []
    for (const [i, id] of courseGroupIds.entries()) {
      const group = model.groups.courses.get(id)
      if (group === undefined) return yield* missing(constraint, `scope.courseGroupIds[${i}]`, id, "groups of courses")
      const courses = ascending(group.members.flatMap(member => model.courseIndex.get(member) ?? []))
      sets.push({ id, name: group.name, courses })
    }
    return sets
  })

/** Every resource that is named, alone or in a group; each once, by number. */
export const resourcesIn = (model: Model, constraint: Constraint): Chosen<ReadonlyArray<number>> =>
  Either.andThen(selectionOf(constraint, "resources"), scope =>
    namedResources(
      model,
      constraint,
      { path: "scope.resourceIds", ids: scope.resourceIds },
      { path: "scope.resourceGroupIds", ids: scope.resourceGroupIds }
    )
  )

interface Ids {
  readonly path: string
  readonly ids: ReadonlyArray<string>
}

/** Resources by their own ids and by those of their groups; each once. */
export const namedResources = (
  model: Model,
  constraint: Constraint,
  single: Ids,
  groups: Ids
): Chosen<ReadonlyArray<number>> =>
  Either.gen(function* () {
    const named = yield* resolve(constraint, single.path, single.ids, model.resourceIndex, "ids of resources")
    const members: Array<number> = []
    for (const [i, id] of groups.ids.entries()) {
      const group = model.groups.resources.get(id)
      if (group === undefined) return yield* missing(constraint, `${groups.path}[${i}]`, id, "groups of resources")
      members.push(...group.members.flatMap(member => model.resourceIndex.get(member) ?? []))
    }
    return [...new Set([...named, ...members])]
  })

/** A group of times: its slots ascending, and marked. */
export interface TimeSet {
  readonly name: string
  readonly slots: Int32Array
  readonly marks: Uint8Array
}

export const timeSet = (model: Model, name: string, slots: Iterable<number>): TimeSet => {
  const known = ascending(slots).filter(slot => slot < model.slots)
  return { name, slots: known, marks: flags(model.slots, known) }
}

/** The groups of times of these ids, which stand in the parameter `time_group_ids`. */
export const timeGroups = (
  model: Model,
  constraint: Constraint,
  ids: ReadonlyArray<string>,
  path = (i: number): string => `parameters.time_group_ids[${i}]`
): Chosen<ReadonlyArray<TimeSet>> =>
  Either.gen(function* () {
    const sets: Array<TimeSet> = []
    for (const [i, id] of ids.entries()) {
      const group = model.groups.times.get(id)
      if (group === undefined) return yield* missing(constraint, path(i), id, "groups of times")
      sets.push(timeSet(model, group.name, group.members))
    }
    return sets
  })

const missing = (constraint: Constraint, path: string, id: string, accepts: string) =>
  Either.left(badConstraint(constraint, path, `nothing has the id "${id}"; takes ids of ${accepts} of this timetable`))
