import { Either, Schema } from "effect"
import { ascending, type Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { asked, type Bounds, bounds } from "./limits.ts"
import { resourcePoint } from "./resourcePoints.ts"
import { resourcesIn } from "./selection.ts"

const read = parameters(Schema.Struct(bounds), "takes minimum and maximum, whole numbers")

/** Workloads are fractions that a computer adds up inexactly; HSEval forgives as much. */
const tolerance = 0.001

/**
 * A resource's workload is right. One point a resource; deviation = how far its workload lies outside `minimum` to
 * `maximum`, rounded up to a whole number. A role that it fills adds the role's workload (else the course's, else the
 * course's duration) times the lesson's share of the course's duration, whether the lesson has a time or not. Scope: a
 * selection of resources. Parameters: `minimum`, `maximum`.
 * Source: XHSTT, LimitWorkloadConstraint.
 */
export const limitWorkload: Rule = {
  kind: "LimitWorkload",
  sentence: "A resource has neither too little nor too much work.",
  unit: "unit of workload",
  points: (model, constraint) =>
    Either.gen(function* () {
      const limits = yield* read(constraint)
      const works = model.lessons.map((_, lesson) => worksOf(model, lesson))
      return (yield* resourcesIn(model, constraint)).map(resource =>
        resourcePoint(
          model,
          resource,
          plan => beyond(workload(plan, works, resource), limits),
          (plan, _, name) => ({
            lessons: lessonsOf(plan, resource),
            slots: [],
            message: `${name} has a workload of ${Math.round(workload(plan, works, resource) * 100) / 100}; asked for: ${asked(limits)}`
          })
        )
      )
    })
}

/** Per role of a lesson's course, its work; the last is that of whoever takes part without a role. */
const worksOf = (model: Model, lesson: number): Float64Array => {
  const facts = model.lessons[lesson]
  if (facts === undefined) return Float64Array.of(0)
  const { course, duration } = facts
  const siblings = model.lessonsOfCourse[model.courseIndex.get(course.id) ?? -1] ?? []
  const total =
    course.duration ?? [...siblings].reduce((sum, sibling) => sum + (model.lessons[sibling]?.duration ?? 0), 0)
  const perCourse = [...course.roles.map(role => role.workload), null].map(own => own ?? course.workload ?? total)
  return Float64Array.from(perCourse, work => (total === 0 ? 0 : (work * duration) / total))
}

const workload = (plan: Plan, works: ReadonlyArray<Float64Array>, resource: number): number => {
  const { attendance } = plan
  let sum = 0
  let before = -1
  for (let node = attendance.first(resource); node !== 0; node = attendance.next(node)) {
    const lesson = attendance.lesson(node)
    // A lesson stands here once for each role that the resource fills in it; all of them are added at the first.
    if (lesson === before) continue
    before = lesson
    const fillers = plan.fillersOf(lesson)
    let roles = 0
    for (let role = 0; role < fillers.length; role++) {
      if (fillers[role] !== resource) continue
      roles += 1
      sum += works[lesson]?.[role] ?? 0
    }
    if (roles === 0) sum += works[lesson]?.[fillers.length] ?? 0
  }
  return sum
}

const beyond = (work: number, { minimum, maximum }: Bounds): number =>
  Math.max(0, Math.ceil(minimum - work - tolerance), Math.ceil(work - maximum - tolerance))

const lessonsOf = (plan: Plan, resource: number): ReadonlyArray<number> => {
  const { attendance } = plan
  const lessons: Array<number> = []
  for (let node = attendance.first(resource); node !== 0; node = attendance.next(node))
    lessons.push(attendance.lesson(node))
  return [...ascending(lessons)]
}
