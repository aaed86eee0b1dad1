import { Either, Schema } from "effect"
import type { Cells } from "./Cells.ts"
import { busySlots, teacherDiaries } from "./Diary.ts"
import { type DiaryRule, diaryPoints } from "./diaryPoints.ts"
import type { Model } from "./Model.ts"
import { Limit, parameters } from "./parameters.ts"
import type { Rule } from "./Rule.ts"
import { count, dayName, listed, weekLabel } from "./words.ts"

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
      const rule = daysRule(model, max, min)
      return diaryPoints(yield* teacherDiaries(model, constraint), rule)
    })
}

const daysRule = (model: Model, max: number, min: number): DiaryRule => ({
  perWeek: (plan, cells, member, week) => {
    const days = daysWithLessons(plan.model, cells, member, week)
    return days === 0 ? 0 : Math.max(days - max, min - days)
  },
  tell: (plan, diary, member, week) => {
    const days = [...model.body.grid.days.keys()].filter(day => busySlots(plan, diary, member, week, day).length > 0)
    const names = listed(days.map(day => dayName(model, day)))
    const limit = days.length > max ? `at most ${max} allowed` : `at least ${min} wanted`
    const label = weekLabel(model, 1 << week)
    const message = `${diary.who} teaches on ${count(days.length, "day")} of the week${label}, ${limit}: ${names}`
    return { lessons: [], slots: [], message }
  }
})

const daysWithLessons = (model: Model, cells: Cells, member: number, week: number): number => {
  let days = 0
  for (let day = 0; day < model.days; day++)
    if (cells.firstBusy(member, week, model.dayStart[day] ?? 0, model.dayStart[day + 1] ?? 0) >= 0) days++
  return days
}
