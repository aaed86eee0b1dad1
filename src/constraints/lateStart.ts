import { Either, Schema } from "effect"
import type { Cells } from "./Cells.ts"
import { type Diary, lessonsAt } from "./Diary.ts"
import { diariesIn } from "./diaries.ts"
import { diaryPoints } from "./diaryPoints.ts"
import type { Model } from "./Model.ts"
import { parameters } from "./parameters.ts"
import type { Rule } from "./Rule.ts"
import { count, weekLabel, when } from "./words.ts"

const read = parameters(
  Schema.Struct({ max: Schema.optionalWith(Schema.NonNegativeInt, { exact: true, default: () => 0 }) }),
  "takes max, a whole number from 0"
)

/**
 * A day begins with its first slot, or now and then with its second; breaks and slots at which the member is not
 * available do not count. Deviation, for each teacher or class (its worst-off student): days that begin with the second
 * slot above `max`, and every day that begins later still. In a cycle the worst week counts. Scope: teachers or classes.
 * Parameters: `max` (default 0). Source: FET, StudentsEarlyMaxBeginningsAtSecondHour.
 */
export const lateStart: Rule = {
  kind: "late_start",
  sentence: "Days begin with the first period.",
  unit: "day",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max } = yield* read(constraint)
      return diaryPoints(yield* diariesIn(model, constraint), {
        perWeek: (_, cells, member, week, _day, diary) => {
          let second = 0
          let later = 0
          for (let day = 0; day < model.days; day++) {
            const skipped = skippedOn(model, cells, diary, member, week, day)
            if (skipped === 1) second++
            else if (skipped > 1) later++
          }
          return Math.max(0, second - max) + later
        },
        tell: (plan, diary, member, week) => {
          const cells = diary.cellsOf(plan)
          const slots: Array<number> = []
          for (let day = 0; day < model.days; day++)
            if (skippedOn(model, cells, diary, member, week, day) > 0)
              slots.push(cells.firstBusy(member, week, model.dayStart[day] ?? 0, model.dayStart[day + 1] ?? 0))
          const label = weekLabel(model, 1 << week)
          const allowed = max === 0 ? "none" : `at most ${max}, with the second period,`
          return {
            lessons: lessonsAt(plan, diary, member, week, slots),
            slots,
            message: `${diary.who} begins late on ${count(slots.length, "day")} of the week${label}, ${allowed} allowed: ${when(model, slots)}`
          }
        }
      })
    })
}

/** Slots that could have been the first of the day but were not; 0 when the day is empty. */
const skippedOn = (model: Model, cells: Cells, diary: Diary, member: number, week: number, day: number): number => {
  const from = model.dayStart[day] ?? 0
  const first = cells.firstBusy(member, week, from, model.dayStart[day + 1] ?? 0)
  const open = diary.open[member]
  return first < 0 || open === undefined ? 0 : cells.countFree(member, week, from, first, open)
}
