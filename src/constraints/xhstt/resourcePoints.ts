import { ascending, type Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { none, type Point } from "../Rule.ts"
import type { Said } from "./coursePoints.ts"

/** Counts, per time, in how many roles a resource is busy. One for all points of a constraint: it is filled anew. */
export class BusyTimes {
  readonly #counts: Int32Array

  constructor(model: Model) {
    this.#counts = new Int32Array(model.times)
  }

  /** Valid until the next call. */
  of(plan: Plan, resource: number): Int32Array {
    const counts = this.#counts.fill(0)
    const { attendance, model } = plan
    for (let node = attendance.first(resource); node !== 0; node = attendance.next(node)) {
      const lesson = attendance.lesson(node)
      const start = plan.slotOf[lesson] ?? -1
      if (start < 0) continue
      const end = plan.endOf(lesson)
      const weeks = model.lessons[lesson]?.weeks ?? 0
      for (let week = 0; week < model.weeks; week++) {
        if ((weeks & (1 << week)) === 0) continue
        const monday = week * model.slots
        for (let time = monday + start; time < monday + end; time++) counts[time] = (counts[time] ?? 0) + 1
      }
    }
    return counts
  }
}

/** The lessons a resource has at these slots, in whatever week, ascending. For tellings. */
export const lessonsOfResource = (
  plan: Plan,
  resource: number,
  slots: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const { attendance } = plan
  const lessons: Array<number> = []
  for (let node = attendance.first(resource); node !== 0; node = attendance.next(node)) {
    const lesson = attendance.lesson(node)
    const start = plan.slotOf[lesson] ?? -1
    if (slots.some(slot => start >= 0 && start <= slot && slot < plan.endOf(lesson))) lessons.push(lesson)
  }
  return [...ascending(lessons)]
}

/** A point about a resource: at most one finding, its whole deviation. */
export const resourcePoint = (
  model: Model,
  resource: number,
  deviation: (plan: Plan) => number,
  say: (plan: Plan, deviation: number, name: string) => Said
): Point => {
  const { kind, id, name } = model.resources[resource] ?? { kind: "other", id: "", name: "nobody" }
  return {
    watchedLessons: none,
    watchedTeachers: none,
    watchedRooms: none,
    watchedResources: Int32Array.of(resource),
    judge: (plan, found) => {
      const deviates = deviation(plan)
      if (deviates > 0) found(deviates, deviates, 0, 0)
    },
    tell: (plan, deviates) => ({ ...say(plan, deviates, name), resources: [{ kind, id }], key: [] })
  }
}
