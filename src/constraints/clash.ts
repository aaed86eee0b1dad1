import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Cells } from "./Cells.ts"
import type { ResourceRef } from "./Conflict.ts"
import type { Plan } from "./Plan.ts"
import { noParameters } from "./parameters.ts"
import { type BadConstraint, type Found, none, type Point, type Telling } from "./Rule.ts"
import { bothLessons, onWhen } from "./words.ts"

/** Someone or something that may not be in two lessons at once. */
export interface Clashing {
  readonly resource: number
  readonly watched: Partial<Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms">>
  /** Whether a pair that meets here is found here; for pairs that meet at several resources which count as one. */
  readonly owns?: (a: number, b: number) => boolean
  /** Who it is, and how the sentence begins: "Ms Smith teaches". */
  readonly about: (a: number, b: number) => { readonly resources: ReadonlyArray<ResourceRef>; readonly begin: string }
}

/**
 * A finding for each pair of lessons that share the resource at some time, deviation 1 however many times they share;
 * evidence: the two lessons. A pair is found at the first time it shares, which both lessons know without a search.
 */
export const clashPoints = (
  constraint: Constraint,
  cellsOf: (plan: Plan) => Cells,
  clashing: Either.Either<ReadonlyArray<Clashing>, BadConstraint>
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.map(
    Either.andThen(noParameters(constraint), () => clashing),
    all =>
      all.map(({ resource, watched, owns, about }) => ({
        watchedLessons: none,
        watchedTeachers: none,
        watchedRooms: none,
        ...watched,
        judge: (plan: Plan, found: Found) => judge(plan, cellsOf(plan), resource, owns, found),
        tell: (plan: Plan, a: number, b: number) => tell(plan, a, b, about)
      }))
  )

const judge = (plan: Plan, cells: Cells, resource: number, owns: Clashing["owns"], found: Found): void => {
  for (let time = 0; time < plan.model.times; time++) {
    if (cells.count(resource, time) < 2) continue
    const here = cells.at(resource, time)
    for (let i = 1; i < here.length; i++) {
      for (let j = 0; j < i; j++) {
        const a = Math.min(here[i] ?? 0, here[j] ?? 0)
        const b = Math.max(here[i] ?? 0, here[j] ?? 0)
        if (firstSharedTime(plan, a, b) === time && (owns === undefined || owns(a, b))) found(1, a, b, 0)
      }
    }
  }
}

const tell = (plan: Plan, a: number, b: number, about: Clashing["about"]): Telling => {
  const { resources, begin } = about(a, b)
  const start = laterStart(plan, a, b)
  const end = Math.min(plan.endOf(a), plan.endOf(b))
  const slots = Array.from({ length: end - start }, (_, i) => start + i)
  const at = onWhen(plan.model, slots, sharedWeeks(plan, a, b))
  return { lessons: [a, b], resources, slots, message: `${begin} ${bothLessons(plan.model, a, b)}${at}` }
}

const laterStart = (plan: Plan, a: number, b: number): number => Math.max(plan.slotOf[a] ?? -1, plan.slotOf[b] ?? -1)

/** Bit w = both are held in week w. */
export const sharedWeeks = (plan: Plan, a: number, b: number): number =>
  (plan.model.lessons[a]?.weeks ?? 0) & (plan.model.lessons[b]?.weeks ?? 0)

const firstSharedTime = (plan: Plan, a: number, b: number): number => {
  const weeks = sharedWeeks(plan, a, b)
  const firstWeek = 31 - Math.clz32(weeks & -weeks)
  return firstWeek * plan.model.slots + laterStart(plan, a, b)
}
