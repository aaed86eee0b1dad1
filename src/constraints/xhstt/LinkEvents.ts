import { Either } from "effect"
import { ascending, type Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { noParameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { when } from "../words.ts"
import { lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { courseGroupsIn } from "./selection.ts"

/**
 * The courses of a group are held at the same times. One point a group; deviation = the number of times at which some
 * of its courses have a lesson, but not all of them. Scope: a selection of groups of courses. Parameters: none.
 * Source: XHSTT, LinkEventsConstraint.
 */
export const linkEvents: Rule = {
  kind: "LinkEvents",
  sentence: "Linked courses are held at the same times.",
  unit: "time at which not all are held",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      const running = new Running(model)
      return (yield* courseGroupsIn(model, constraint)).map(group => {
        const courses = [...group.courses].map(course => lessonsOf(model, [course]))
        const all = lessonsOf(model, group.courses)
        return lessonsPoint(
          all,
          [group.id],
          plan => {
            const counts = running.of(plan, courses)
            let times = 0
            for (const held of counts) if (held > 0 && held < courses.length) times += 1
            return times
          },
          plan => {
            const partly = [...running.of(plan, courses)].flatMap((held, time) =>
              held > 0 && held < courses.length ? time % model.slots : []
            )
            const slots = [...ascending(partly)]
            const here = [...all].filter(lesson =>
              slots.some(slot => (plan.slotOf[lesson] ?? -1) <= slot && slot < plan.endOf(lesson))
            )
            return { lessons: here, slots, message: `${group.name}: not all are held on ${when(model, slots)}` }
          }
        )
      })
    })
}

/** Counts, per time, how many courses have a lesson. Its arrays serve all points of a constraint in turn. */
class Running {
  readonly #counts: Int32Array
  /** Per time: the number of the last course counted there, from 1. */
  readonly #last: Int32Array

  constructor(model: Model) {
    this.#counts = new Int32Array(model.times)
    this.#last = new Int32Array(model.times)
  }

  /** Valid until the next call. */
  of(plan: Plan, courses: ReadonlyArray<Int32Array>): Int32Array {
    this.#counts.fill(0)
    this.#last.fill(0)
    const { lessons, slots, weeks } = plan.model
    for (const [i, of] of courses.entries()) {
      for (const lesson of of) {
        const start = plan.slotOf[lesson] ?? -1
        if (start < 0) continue
        const held = lessons[lesson]?.weeks ?? 0
        for (let week = 0; week < weeks; week++)
          if ((held & (1 << week)) !== 0) this.#mark(i + 1, week * slots + start, week * slots + plan.endOf(lesson))
      }
    }
    return this.#counts
  }

  #mark(course: number, from: number, to: number): void {
    for (let time = from; time < to; time++) {
      if (this.#last[time] === course) continue
      this.#last[time] = course
      this.#counts[time] = (this.#counts[time] ?? 0) + 1
    }
  }
}
