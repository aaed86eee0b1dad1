import { Either } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import type { Cells } from "../Cells.ts"
import type { ResourceRef } from "../Conflict.ts"
import { span } from "../lessonPoints.ts"
import type { Plan } from "../Plan.ts"
import { noParameters } from "../parameters.ts"
import { type BadConstraint, type Found, none, type Point, type Telling } from "../Rule.ts"
import { bothLessons, onWhen } from "../words.ts"

type Owns = (resource: number, a: number, b: number) => boolean

/** Someone or something that may not be in two lessons at once. */
export interface Clashing {
  readonly resource: number
  readonly watched: Partial<Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms" | "heeds">>
  /** Who it is, and how the sentence begins: "Ms Smith teaches". */
  readonly about: (a: number, b: number) => { readonly resources: ReadonlyArray<ResourceRef>; readonly begin: string }
}

/**
 * A finding for each pair of lessons that share the resource at some time, deviation 1 however many times they share;
 * evidence: the two lessons. A pair is found at the first time it shares, which both lessons know without a search.
 * `owns`: whether a pair is found at the resource; for pairs that meet at several which count as one.
 */
export const clashPoints = (
  constraint: Constraint,
  cellsOf: (plan: Plan) => Cells,
  clashing: Either.Either<ReadonlyArray<Clashing>, BadConstraint>,
  owns: Owns = () => true
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.map(
    Either.andThen(noParameters(constraint), () => clashing),
    all => {
      const judgeOne: Point["judge"] = (plan, found, resource) => judge(plan, cellsOf(plan), resource, owns, found)
      return all.map(({ resource, watched, about }) => ({
        subject: resource,
        watchedLessons: none,
        watchedTeachers: none,
        watchedRooms: none,
        ...watched,
        judge: judgeOne,
        tell: (plan: Plan, a: number, b: number) => tell(plan, a, b, about)
      }))
    }
  )

const judge = (plan: Plan, cells: Cells, resource: number, owns: Owns, found: Found): void => {
  for (let time = cells.crowdedFrom(resource, 0); time >= 0; time = cells.crowdedFrom(resource, time + 1)) {
    const first = cells.first(resource, time)
    for (let later = cells.next(first); later !== 0; later = cells.next(later)) {
      const b = cells.lesson(later)
      for (let earlier = first; earlier !== later; earlier = cells.next(earlier)) {
        const a = cells.lesson(earlier)
        if (firstSharedTime(plan, a, b) === time && owns(resource, a, b)) found(1, a, b, 0)
      }
    }
  }
}

const tell = (plan: Plan, a: number, b: number, about: Clashing["about"]): Telling => {
  const { resources, begin } = about(a, b)
  const slots = span(laterStart(plan, a, b), Math.min(plan.endOf(a), plan.endOf(b)))
  const at = onWhen(plan.model, slots, sharedWeeks(plan, a, b))
  return { lessons: [a, b], resources, slots, message: `${begin} ${bothLessons(plan.model, a, b)}${at}` }
}

const laterStart = (plan: Plan, a: number, b: number): number => Math.max(plan.slotOf[a] ?? -1, plan.slotOf[b] ?? -1)

/** Bit w = both are held in week w. */
export const sharedWeeks = (plan: Plan, a: number, b: number): number => (plan.weeksOf[a] ?? 0) & (plan.weeksOf[b] ?? 0)

const firstSharedTime = (plan: Plan, a: number, b: number): number => {
  const weeks = sharedWeeks(plan, a, b)
  const firstWeek = 31 - Math.clz32(weeks & -weeks)
  return firstWeek * plan.model.slots + laterStart(plan, a, b)
}
