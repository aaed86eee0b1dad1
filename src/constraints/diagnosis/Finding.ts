import type { LessonId } from "../../timetable/Lesson.ts"
import type { ResourceRef } from "../Conflict.ts"
import type { Model } from "../Model.ts"

export type FindingKind =
  | "overloaded_teacher"
  | "overloaded_class"
  | "overloaded_room"
  | "no_room"
  | "lesson_too_long"
  | "too_few_days"
  | "links_clash"
  | "pin_impossible"
  | "no_teacher"

/** Something about the input that no placing can mend. */
export interface Finding {
  readonly kind: FindingKind
  /** "impossible": no timetable meets all that is asked; "warning": not without some cost; "info": may be meant. */
  readonly severity: "impossible" | "warning" | "info"
  /** The two numbers, in the same unit: what is asked for, and what there is. */
  readonly needed: number
  readonly available: number
  readonly lessons: ReadonlyArray<LessonId>
  readonly resources: ReadonlyArray<ResourceRef>
  /** A whole sentence without its full stop, with the names and both numbers. */
  readonly message: string
}

export const lessonIds = (model: Model, lessons: Iterable<number>): ReadonlyArray<LessonId> =>
  [...lessons].flatMap(lesson => model.lessons[lesson]?.lesson.id ?? [])

/** Slots in which somebody, or something, can have a lesson: neither breaks nor unavailable. */
export const freeSlots = (model: Model, off: Uint8Array | undefined): number => {
  let free = 0
  for (let slot = 0; slot < model.slots; slot++) if (model.isBreak[slot] === 0 && off?.[slot] !== 1) free++
  return free
}

export interface WeekLoad {
  readonly week: number
  readonly periods: number
  readonly lessons: ReadonlyArray<number>
}

/** The week of the cycle in which these lessons take the most periods; of several, the first. */
export const fullestWeek = (model: Model, lessons: Iterable<number>): WeekLoad => {
  const all = [...lessons].flatMap(lesson => model.lessons[lesson] ?? [])
  const weeks = Array.from({ length: model.weeks }, (_, week): WeekLoad => {
    const held = all.filter(({ weeks }) => (weeks & (1 << week)) !== 0)
    const periods = held.reduce((sum, { duration }) => sum + duration, 0)
    return { week, periods, lessons: held.map(({ index }) => index) }
  })
  return weeks.reduce((worst, week) => (week.periods > worst.periods ? week : worst), {
    week: 0,
    periods: 0,
    lessons: []
  })
}
