import { Either, Schema } from "effect"
import { dayNumber } from "../Days.ts"
import { busySlots, teacherDiaries } from "../Diary.ts"
import { type DiaryRule, diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import { Limit, parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count, dayName, listed, weekLabel } from "../words.ts"

const Parameters = Schema.Struct({ max: Limit, min: Limit }).pipe(
  Schema.filter(({ max, min }) => max !== undefined || min !== undefined || "no limit is given")
)

const read = parameters(Parameters, "takes max, min or both, whole numbers from 0")

/**
 * Teachers come to school on as many days as agreed. Deviation: days of the week with a lesson above `max` or below
 * `min`, for each teacher; in a cycle the worst week counts, and a week without any lesson is not judged. Scope:
 * teachers or school. Parameters: `max`, `min`, at least one.
 * Source: FET, TeacherMaxDaysPerWeek, TeacherMinDaysPerWeek.
 */
export const teacherDays: Rule = {
  kind: "teacher_days",
  sentence: "Teachers teach on no more, and no fewer, days a week than agreed.",
  unit: "day",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max = model.days, min = 0 } = yield* read(constraint)
      return diaryPoints(model, yield* teacherDiaries(model, constraint), daysRule(model, max, min))
    })
}

const daysRule = (model: Model, max: number, min: number): DiaryRule => ({
  perWeek: (_, days, member, week) => {
    const worked = days.numbers[days.week(member, week) + days.sum + dayNumber.worked] ?? 0
    return worked === 0 ? 0 : Math.max(worked - max, min - worked)
  },
  calm: [{ of: "week", number: dayNumber.worked, least: min, most: max }],
  tell: (plan, diary, member, week) => {
    const days = [...model.body.grid.days.keys()].filter(day => busySlots(plan, diary, member, week, day).length > 0)
    const names = listed(days.map(day => dayName(model, day)))
    const limit = days.length > max ? `at most ${max} allowed` : `at least ${min} wanted`
    const label = weekLabel(model, 1 << week)
    const message = `${diary.who} teaches on ${count(days.length, "day")} of the week${label}, ${limit}: ${names}`
    return { lessons: [], slots: [], message }
  }
})
