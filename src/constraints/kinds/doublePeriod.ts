import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { setPoints, setsIn } from "../lessonSets.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { Limit, parameters } from "../parameters.ts"
import { none, type Rule } from "../Rule.ts"
import { count, lessonName, listedShort, weekLabel } from "../words.ts"
import { markWeek, standingIn } from "./marks.ts"

const read = parameters(
  Schema.Struct({ min: Limit, max: Limit }).pipe(
    Schema.filter(({ min, max }) => min !== undefined || max !== undefined || "no limit is given")
  ),
  "takes min, max or both, whole numbers from 0"
)

/**
 * A course has as many double periods a week as wanted. A run of its periods on a day has half as many doubles, rounded
 * down; a slot without it, a break too, ends the run. Deviation: doubles below `min` or above `max`; in a cycle the worst
 * week counts, and a week in which it is not held is not judged. One finding a set. Scope: a list of lessons is one set;
 * all lessons, or the school, is a set for each course. Parameters: `min`, `max`, at least one.
 * Source: Untis, "double periods min-max"; TIMETABLING.md.
 */
export const doublePeriod: Rule = {
  kind: "double_period",
  sentence: "A course has as many double periods as wanted.",
  unit: "double period",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { min = 0, max = model.slots } = yield* read(constraint)
      const marks = new Uint8Array(model.slots)
      const doubles = (plan: Plan, set: Int32Array, week: number): number =>
        markWeek(plan, set, week, marks) ? doublesIn(model, marks) : -1
      // Nothing is ever found of a course that is too short for too many doubles, nor asked.
      const suffices = (set: Int32Array): boolean => min === 0 && periodsOf(model, set) < 2 * (max + 1)
      return setPoints(
        (yield* setsIn(model, constraint)).map(set => (suffices(set) ? none : set)),
        1,
        aspect.time,
        (plan, set, found) => {
          let worst = 0
          let worstWeek = 0
          for (let week = 0; week < model.weeks; week++) {
            const n = doubles(plan, set, week)
            const deviation = n < 0 ? 0 : Math.max(min - n, n - max)
            if (deviation <= worst) continue
            worst = deviation
            worstWeek = week
          }
          if (worst > 0) found(worst, worstWeek, 0, 0)
        },
        (plan, set, week) => {
          const n = doubles(plan, set, week)
          const lessons = standingIn(plan, set, week)
          const names = listedShort([...new Set(lessons.map(lesson => lessonName(model, lesson)))].sort())
          const limit = n > max ? `at most ${max} allowed` : `at least ${min} wanted`
          return {
            lessons,
            resources: [],
            slots: [],
            message: `${names}: ${count(n, "double period")} in the week${weekLabel(model, 1 << week)}, ${limit}`,
            key: [...set].map(lesson => model.lessons[lesson]?.lesson.id ?? "").sort()
          }
        }
      )
    })
}

const periodsOf = ({ durationOf }: Model, set: Int32Array): number =>
  set.reduce((periods, lesson) => periods + (durationOf[lesson] ?? 0), 0)

const doublesIn = (model: Model, marks: Uint8Array): number => {
  let doubles = 0
  for (let day = 0; day < model.days; day++) {
    let run = 0
    const end = model.dayStart[day + 1] ?? 0
    for (let slot = model.dayStart[day] ?? 0; slot < end; slot++) {
      run = marks[slot] === 1 ? run + 1 : 0
      if (run > 0 && run % 2 === 0) doubles++
    }
  }
  return doubles
}
