import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { noParameters } from "./parameters.ts"
import { type BadConstraint, none, type Point, type Telling } from "./Rule.ts"
import { lessonsIn } from "./scope.ts"

/** The lessons of a rule that takes lessons or school, and no parameters. */
export const plainLessons = (
  model: Model,
  constraint: Constraint
): Either.Either<ReadonlyArray<number>, BadConstraint> =>
  Either.andThen(noParameters(constraint), () => lessonsIn(model, constraint))

/**
 * One point a lesson, for rules about a lesson alone: its place, its rooms. `deviation` may look at nothing else, and of
 * that only at what it `heeds` (see `Point`); 0 is no finding.
 */
export const lessonPoints = (
  lessons: ReadonlyArray<number>,
  heeds: number,
  deviation: (plan: Plan, lesson: number) => number,
  tell: (plan: Plan, lesson: number, deviation: number) => Telling
): ReadonlyArray<Point> => {
  const shared: Pick<Point, "judge" | "tell"> = {
    judge: (plan, found, lesson) => {
      const deviates = deviation(plan, lesson)
      if (deviates > 0) found(deviates, deviates, 0, 0)
    },
    tell: (plan, deviates, _b, _c, lesson) => tell(plan, lesson, deviates)
  }
  return lessons.map(lesson => ({
    subject: lesson,
    watchedLessons: Int32Array.of(lesson),
    watchedTeachers: none,
    watchedRooms: none,
    heeds,
    ...shared
  }))
}

/** The slots a lesson occupies, ascending. */
export const slotsOf = (plan: Plan, lesson: number): ReadonlyArray<number> => {
  return span(plan.slotOf[lesson] ?? -1, plan.endOf(lesson))
}

/** From the one up to, but not including, the other. */
export const span = (from: number, to: number): ReadonlyArray<number> => {
  const slots: Array<number> = []
  for (let slot = from; slot < to; slot++) slots.push(slot)
  return slots
}

/** How many of the slots a lesson occupies are marked. */
export const markedSlots = (plan: Plan, lesson: number, marks: Uint8Array): number => {
  let marked = 0
  for (let slot = plan.slotOf[lesson] ?? -1, end = plan.endOf(lesson); slot < end; slot++) marked += marks[slot] ?? 0
  return marked
}
