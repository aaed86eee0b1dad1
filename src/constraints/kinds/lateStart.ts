import { Either, Schema } from "effect"
import { type Days, dayNumber, recordSize } from "../Days.ts"
import { busySlots, lessonsAt } from "../Diary.ts"
import { diariesIn } from "../diaries.ts"
import { diaryPoints } from "../diaryPoints.ts"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count, weekLabel, when } from "../words.ts"

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
      return diaryPoints(model, yield* diariesIn(model, constraint), {
        perWeek: (_, days, member, week) => {
          const sums = days.week(member, week) + days.sum
          const second = days.numbers[sums + dayNumber.beginsSecond] ?? 0
          return Math.max(0, second - max) + (days.numbers[sums + dayNumber.beginsLater] ?? 0)
        },
        calm: [
          { of: "week", number: dayNumber.beginsSecond, most: max },
          { of: "week", number: dayNumber.beginsLater, most: 0 }
        ],
        tell: (plan, diary, member, week) => {
          const days = diary.daysOf(plan)
          const late = [...model.body.grid.days.keys()].filter(day => isLate(days, member, week, day))
          const slots = late.flatMap(day => busySlots(plan, diary, member, week, day).slice(0, 1))
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

const isLate = (days: Days, member: number, week: number, day: number): boolean => {
  const record = days.week(member, week) + day * recordSize
  return days.numbers[record + dayNumber.beginsSecond] === 1 || days.numbers[record + dayNumber.beginsLater] === 1
}
