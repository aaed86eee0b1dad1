import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { Cells } from "./Cells.ts"
import type { ResourceRef } from "./Conflict.ts"
import { markedSlots, slotsOf } from "./lessonPoints.ts"
import type { Plan } from "./Plan.ts"
import { noParameters } from "./parameters.ts"
import { type BadConstraint, type Found, none, type Point, type Telling } from "./Rule.ts"
import { lessonName, when } from "./words.ts"

/** Someone or something that is not to be had at some slots. */
export interface Unavailable {
  /** Per slot: 1 = unavailable. */
  readonly off: Uint8Array
  readonly watched: Partial<Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms">>
  /** Every lesson that may have it now; some may be unplaced, none is named twice. */
  readonly lessons: (plan: Plan) => Iterable<number>
  readonly resources: ReadonlyArray<ResourceRef>
  readonly name: string
  /** What it does with a lesson: "teaches", "has", "holds". */
  readonly verb: string
}

/** A finding for each lesson at unavailable slots; deviation: how many of them it occupies. Evidence: the lesson. */
export const unavailablePoints = (
  constraint: Constraint,
  all: Either.Either<ReadonlyArray<Unavailable>, BadConstraint>
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.map(
    Either.andThen(noParameters(constraint), () => all),
    resources =>
      resources
        .filter(resource => resource.off.includes(1))
        .map(resource => ({
          watchedLessons: none,
          watchedTeachers: none,
          watchedRooms: none,
          ...resource.watched,
          judge: (plan: Plan, found: Found) => {
            for (const lesson of resource.lessons(plan)) {
              const periods = markedSlots(plan, lesson, resource.off)
              if (periods > 0) found(periods, lesson, 0, 0)
            }
          },
          tell: (plan: Plan, lesson: number) => tell(plan, lesson, resource)
        }))
  )

const tell = (plan: Plan, lesson: number, { off, resources, name, verb }: Unavailable): Telling => {
  const slots = slotsOf(plan, lesson).filter(slot => off[slot] === 1)
  const at = when(plan.model, slots, plan.model.lessons[lesson]?.weeks)
  return {
    lessons: [lesson],
    resources,
    slots,
    message: `${name} is not available on ${at}, but ${verb} ${lessonName(plan.model, lesson)}`
  }
}

/** The lessons that stand at the resource while it is off, each once. */
export const lessonsWhileOff = (plan: Plan, cells: Cells, resource: number, off: Uint8Array): Iterable<number> => {
  let lessons: Set<number> | undefined
  for (let slot = 0; slot < off.length; slot++) {
    if (off[slot] !== 1) continue
    for (let time = slot; time < plan.model.times; time += off.length) {
      if (cells.count(resource, time) === 0) continue
      lessons ??= new Set()
      for (const lesson of cells.at(resource, time)) lessons.add(lesson)
    }
  }
  return lessons ?? nobody
}

const nobody: ReadonlyArray<number> = []

export const neverOff = new Uint8Array(0)
