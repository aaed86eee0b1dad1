import { Either } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { Bits, lowest } from "../Bits.ts"
import type { Cells } from "../Cells.ts"
import type { ResourceRef } from "../Conflict.ts"
import { markedSlots, slotsOf } from "../lessonPoints.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { noParameters } from "../parameters.ts"
import { type BadConstraint, type Found, none, type Point, type Telling } from "../Rule.ts"
import { lessonName, when } from "../words.ts"

/** Someone or something that is not to be had at some slots. */
export interface Unavailable {
  /** Per slot: 1 = unavailable. */
  readonly off: Uint8Array
  readonly watched: Partial<Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms" | "heeds">>
  /** Finds, for each lesson that has it while it is off, how many such slots it occupies; evidence: the lesson. */
  readonly judge: Point["judge"]
  readonly subject: number
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
          subject: resource.subject,
          watchedLessons: none,
          watchedTeachers: none,
          watchedRooms: none,
          ...resource.watched,
          judge: resource.judge,
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

/** The `judge` of all resources whose lessons are found in these cells. `off`: per resource. */
export const judgeWhileOff = (
  model: Model,
  cellsOf: (plan: Plan) => Cells,
  off: ReadonlyArray<Uint8Array>
): Point["judge"] => {
  const offBits = new Bits(off.length, model.slots)
  off.forEach((slots, resource) => {
    for (let slot = 0; slot < model.slots; slot++) if (slots[slot] === 1) offBits.set(resource, slot)
  })
  return (plan, found, resource) => {
    const { slots, weeks } = plan.model
    const cells = cellsOf(plan)
    for (let week = 0; week < weeks; week++)
      for (let from = 0; from < slots; from += 32) {
        const busy = cells.busyFrom(resource, week * slots + from)
        for (let wrong = busy & offBits.from(resource, from); wrong !== 0; wrong &= wrong - 1)
          findAt(plan, cells, resource, week, from + lowest(wrong), off[resource] ?? neverOff, found)
      }
  }
}

const findAt = (
  plan: Plan,
  cells: Cells,
  resource: number,
  week: number,
  slot: number,
  off: Uint8Array,
  found: Found
): void => {
  for (let node = cells.first(resource, week * plan.model.slots + slot); node !== 0; node = cells.next(node)) {
    const lesson = cells.lesson(node)
    if (isFirst(plan, lesson, week, slot, off)) found(markedSlots(plan, lesson, off), lesson, 0, 0)
  }
}

/** Whether this is the first of the lesson's weeks, and the first of its slots there that is off. */
const isFirst = (plan: Plan, lesson: number, week: number, slot: number, off: Uint8Array): boolean => {
  if (((plan.weeksOf[lesson] ?? 0) & ((1 << week) - 1)) !== 0) return false
  for (let before = plan.slotOf[lesson] ?? slot; before < slot; before++) if (off[before] === 1) return false
  return true
}

export const neverOff = new Uint8Array(0)
