import { Either, Schema } from "effect"
import { dayNumber } from "../Days.ts"
import { busySlots, lessonsAt } from "../Diary.ts"
import { diariesIn } from "../diaries.ts"
import { diaryPoints, type Measure } from "../diaryPoints.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { dayName, weekLabel } from "../words.ts"

const read = parameters(Schema.Struct({ max: Schema.Positive.pipe(Schema.int()) }), "takes max, a whole number from 1")

/**
 * After some lessons on end there is a pause. Deviation, for each teacher or class (its worst-off student) and day:
 * periods above `max` in each run of busy slots; a free slot or a break ends a run. In a cycle the worst week counts.
 * Scope: teachers or classes. Parameters: `max`. Source: FET, TeacherMaxHoursContinuously, StudentsMaxHoursContinuously.
 */
export const continuousLoad: Rule = {
  kind: "continuous_load",
  sentence: "Nobody has too many lessons without a pause.",
  unit: "period",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max } = yield* read(constraint)
      return diaryPoints(model, yield* diariesIn(model, constraint), {
        counted: { number: dayNumber.longestRun, maxPerDay: max, deviation: above(max) },
        tell: (plan, diary, member, week, day) => {
          const runs = runsOf(busySlots(plan, diary, member, week, day)).filter(run => run.length > max)
          const slots = runs.flat()
          const longest = Math.max(...runs.map(run => run.length))
          const at = `${dayName(model, day)}${weekLabel(model, 1 << week)}`
          return {
            lessons: lessonsAt(plan, diary, member, week, slots),
            slots,
            message: `${diary.who} has ${longest} periods without a pause on ${at}, at most ${max} allowed`
          }
        }
      })
    })
}

const above =
  (max: number): Measure =>
  ({ model }, { cells }, member, week, day) => {
    const from = model.dayStart[day] ?? 0
    const to = model.dayStart[day + 1] ?? 0
    let run = 0
    let over = 0
    for (let time = week * model.slots + from; time < week * model.slots + to; time++) {
      run = cells.count(member, time) > 0 ? run + 1 : 0
      if (run > max) over++
    }
    return over
  }

const runsOf = (slots: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> => {
  const runs: Array<Array<number>> = []
  for (const slot of slots) {
    const run = runs.at(-1)
    if (run?.at(-1) === slot - 1) run.push(slot)
    else runs.push([slot])
  }
  return runs
}
