import type { Monitor, Rulebook } from "../../constraints/Evaluation.ts"
import type { Model } from "../../constraints/Model.ts"
import type { Point } from "../../constraints/Rule.ts"
import type { Energy } from "./Energy.ts"

/** Which lessons must not meet, and what it costs when they do: rows of one array, as in Watchers. */
export interface ClashGraph {
  /** Where the neighbours of each lesson begin; one more entry than there are lessons. */
  readonly start: Int32Array
  readonly others: Int32Array
  /** In energy. */
  readonly costs: Float64Array
}

const clashKinds: ReadonlySet<string> = new Set(["teacher_clash", "class_clash", "room_clash", "AvoidClashes"])

/**
 * From the hard clash rules, for the people of the courses and for lessons with only one room to be in. Exact for our
 * own kinds as long as nobody is replaced; for XHSTT's a close guess where three meet.
 */
export const clashGraphOf = (rulebook: Rulebook, energy: Energy, roomOf: Int32Array): ClashGraph => {
  const { model } = rulebook
  const cliques = rulebook.monitors
    .filter(({ constraint }) => constraint.hard && clashKinds.has(constraint.kind))
    .map(monitor => cliquesOf(model, monitor, energy, roomOf))
  const start = new Int32Array(model.lessons.length + 1)
  const others: Array<number> = []
  const costs: Array<number> = []
  const sum = new Float64Array(model.lessons.length)
  const touched: Array<number> = []
  for (const { index, weeks } of model.lessons) {
    for (const { cost, once, ofLesson } of cliques) {
      const seen = new Set<number>()
      for (const clique of ofLesson[index] ?? [])
        for (const other of clique) {
          if (other === index || ((model.lessons[other]?.weeks ?? 0) & weeks) === 0 || (once && seen.has(other)))
            continue
          if (once) seen.add(other)
          if (sum[other] === 0) touched.push(other)
          sum[other] = (sum[other] ?? 0) + cost
        }
    }
    for (const other of touched.sort((a, b) => a - b)) {
      others.push(other)
      costs.push(sum[other] ?? 0)
      sum[other] = 0
    }
    touched.length = 0
    start[index + 1] = others.length
  }
  return { start, others: Int32Array.from(others), costs: Float64Array.from(costs) }
}

/** Of one constraint: sets of lessons no two of which may meet. */
const cliquesOf = (model: Model, { constraint, weight, points }: Monitor, energy: Energy, roomOf: Int32Array) => {
  const ofLesson = model.lessons.map((): Array<ReadonlyArray<number>> => [])
  for (const point of points) {
    const clique = membersOf(model, point, roomOf)
    if (clique.length > 1) for (const lesson of clique) ofLesson[lesson]?.push(clique)
  }
  // Students of two classes who meet in two lessons are one clash, however many they are.
  return { cost: energy.perHard * weight, once: constraint.kind === "class_clash", ofLesson }
}

const membersOf = (model: Model, point: Point, roomOf: Int32Array): ReadonlyArray<number> => {
  const { firstClass, firstRoom, lessons } = model
  const members = new Set(point.watchedLessons)
  for (const teacher of point.watchedTeachers) for (const l of model.lessonsOfTeacher[teacher] ?? []) members.add(l)
  for (const room of point.watchedRooms) roomOf.forEach((only, lesson) => only === room && members.add(lesson))
  for (const resource of point.watchedResources ?? [])
    for (const { index, teachers, classes, given } of lessons)
      if (
        teachers.includes(resource) ||
        given.includes(resource) ||
        (resource >= firstClass && classes.includes(resource - firstClass)) ||
        (resource >= firstRoom && roomOf[index] === resource - firstRoom)
      )
        members.add(index)
  return [...members]
}
