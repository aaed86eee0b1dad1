import { Either, Schema } from "effect"
import { dayNumber, recordSize } from "../Days.ts"
import { busySlots, classDiaries, lessonsAt, teacherDiaries } from "../Diary.ts"
import { type DiaryRule, diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import { Limit, parameters } from "../parameters.ts"
import { badConstraint, type Rule } from "../Rule.ts"
import { count, dayName, weekLabel } from "../words.ts"

const Parameters = Schema.Struct({
  max: Limit,
  min: Limit,
  allow_empty_days: Schema.optionalWith(Schema.Boolean, { exact: true, default: () => true })
}).pipe(Schema.filter(({ max, min }) => max !== undefined || min !== undefined || "no limit is given"))
type Parameters = typeof Parameters.Type

const read = parameters(Parameters, "takes max, min or both, whole numbers from 0, and allow_empty_days, true or false")

/**
 * A day has neither too many nor too few lessons. Deviation: periods above `max` or below `min`, for each teacher or
 * class (its worst-off student) and day; in a cycle the worst week counts. A day without lessons is not too short unless
 * `allow_empty_days` is false, and never in a week without any. Scope: teachers or classes. Parameters: `max`, `min`, at
 * least one; `allow_empty_days` (default true).
 * Source: FET, TeacherMaxHoursDaily, TeacherMinHoursDaily, StudentsMaxHoursDaily, StudentsMinHoursDaily.
 */
export const dailyLoad: Rule = {
  kind: "daily_load",
  sentence: "Nobody has too many or too few lessons on a day.",
  unit: "period",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { on } = constraint.scope
      if (on !== "teachers" && on !== "classes")
        return yield* Either.left(badConstraint(constraint, "scope.on", `applies to teachers or classes, not to ${on}`))
      const limits = yield* read(constraint)
      const diaries = yield* on === "teachers" ? teacherDiaries(model, constraint) : classDiaries(model, constraint)
      return diaryPoints(model, diaries, loadRule(model, limits))
    })
}

const loadRule = (model: Model, limits: Parameters): DiaryRule => {
  const max = limits.max ?? model.slots
  const min = limits.min ?? 0
  return {
    counted: {
      number: dayNumber.periods,
      minPerDay: min,
      maxPerDay: max,
      deviation: (_, days, member, week, day) => {
        const { numbers, sum } = days
        const monday = days.week(member, week) + dayNumber.periods
        const periods = numbers[monday + day * recordSize] ?? 0
        if (periods > 0) return Math.max(periods - max, min - periods)
        if (limits.allow_empty_days || model.dayStart[day] === model.dayStart[day + 1]) return 0
        return (numbers[monday + sum] ?? 0) > 0 ? min : 0
      }
    },
    tell: (plan, diary, member, week, day) => {
      const slots = busySlots(plan, diary, member, week, day)
      const at = `${dayName(model, day)}${weekLabel(model, 1 << week)}`
      const limit = slots.length > max ? `at most ${max} allowed` : `at least ${min} wanted`
      const message = `${diary.who} has ${count(slots.length, "period")} on ${at}, ${limit}`
      return { lessons: lessonsAt(plan, diary, member, week, slots), slots, message }
    }
  }
}
