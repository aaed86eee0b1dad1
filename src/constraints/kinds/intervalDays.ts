import { Either, Schema } from "effect"
import { periodName } from "../../timetable/WeekGrid.ts"
import type { Cells } from "../Cells.ts"
import { dayNumber, recordSize } from "../Days.ts"
import { busySlots, lessonsAt } from "../Diary.ts"
import { diariesIn } from "../diaries.ts"
import { diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import { Limit, parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count, dayName, listed, weekLabel } from "../words.ts"

const read = parameters(
  Schema.Struct({ max_days: Schema.NonNegativeInt, from: Limit, to: Limit }).pipe(
    Schema.filter(({ from = 0, to }) => to === undefined || from < to || "the interval is empty")
  ),
  "takes max_days, and from and to, places of periods within the day from 0, the last one not included"
)

/**
 * Only so many days of the week reach into an interval of the day: the afternoon, say. Deviation, for each teacher or
 * class (its worst-off student): days with a lesson in the interval above `max_days`; in a cycle the worst week counts.
 * Scope: teachers or classes. Parameters: `max_days`; `from` and `to`, places of periods within the day counted from 0,
 * `to` not included (default: the whole day).
 * Source: FET, TeachersIntervalMaxDaysPerWeek, StudentsIntervalMaxDaysPerWeek.
 */
export const intervalDays: Rule = {
  kind: "interval_days",
  sentence: "Lessons reach into some hours of the day on few days only.",
  unit: "day",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max_days, from = 0, to = model.slots } = yield* read(constraint)
      const interval = hours(model, from, to)
      const toTheEnd = to >= model.slots
      return diaryPoints(model, yield* diariesIn(model, constraint), {
        perWeek: (_, days, member, week) => {
          const lengths = days.week(member, week) + dayNumber.length
          let inside = 0
          for (let day = 0; day < model.days; day++) {
            // 1 = the day is longer than `from`, without a branch, since which days are cannot be foreseen.
            const reaches = (from - (days.numbers[lengths + day * recordSize] ?? 0)) >>> 31
            if (toTheEnd) inside += reaches
            else if (reaches === 1 && isBusy(model, days.cells, member, week, day, from, to)) inside++
          }
          return inside - max_days
        },
        calm: [
          // Days that reach beyond `from` are so long; more of them than allowed make a week at least that long.
          from === 0
            ? { of: "week", number: dayNumber.worked, most: max_days }
            : { of: "week", number: dayNumber.length, most: (max_days + 1) * (from + 1) - 1 }
        ],
        tell: (plan, diary, member, week) => {
          const slots: Array<number> = []
          const days: Array<number> = []
          for (const day of model.body.grid.days.keys()) {
            const first = model.dayStart[day] ?? 0
            const inside = busySlots(plan, diary, member, week, day).filter(
              slot => slot >= first + from && slot < first + to
            )
            slots.push(...inside)
            if (inside.length > 0) days.push(day)
          }
          const names = listed(days.map(day => dayName(model, day)))
          const label = weekLabel(model, 1 << week)
          return {
            lessons: lessonsAt(plan, diary, member, week, slots),
            slots,
            message: `${diary.who} has lessons ${interval} on ${count(days.length, "day")}${label}, at most ${max_days} allowed: ${names}`
          }
        }
      })
    })
}

const isBusy = (
  { dayStart, slots }: Model,
  cells: Cells,
  member: number,
  week: number,
  day: number,
  from: number,
  to: number
): boolean => {
  const first = dayStart[day] ?? 0
  const end = Math.min(first + to, dayStart[day + 1] ?? 0)
  for (let slot = first + from; slot < end; slot++) if (cells.count(member, week * slots + slot) > 0) return true
  return false
}

/** "from period 7 on", "from period 3 to period 5", in the words of the longest day. */
const hours = (model: Model, from: number, to: number): string => {
  const longest = [...model.body.grid.days].sort((a, b) => b.periods.length - a.periods.length)[0]?.periods ?? []
  const name = (period: number): string => {
    const at = longest[period]
    return at === undefined ? `period ${period + 1}` : periodName(at)
  }
  return to >= longest.length ? `from ${name(from)} on` : `from ${name(from)} to ${name(to - 1)}`
}
