import { Either, Schema } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { dayNumber } from "../Days.ts"
import { busySlots, type Diaries, type Diary, lessonsAt } from "../Diary.ts"
import { type DiaryRule, diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import { Limit, parameters } from "../parameters.ts"
import type { BadConstraint, Point } from "../Rule.ts"
import { count, dayName, weekLabel, when } from "../words.ts"

const Parameters = Schema.Struct({ max_per_day: Limit, max_per_week: Limit }).pipe(
  Schema.filter(
    ({ max_per_day, max_per_week }) => max_per_day !== undefined || max_per_week !== undefined || "no limit is given"
  )
)

const read = parameters(Parameters, "takes max_per_day, max_per_week or both, whole numbers from 0")

/**
 * A gap is a slot between the first and the last lesson of a day that is free, no break, and at which the member is not
 * unavailable. Deviation: gaps above the limit. Source: FET, TeacherMaxGapsPerDay/-Week, StudentsMaxGapsPerDay/-Week.
 */
export const gapPoints = (
  model: Model,
  constraint: Constraint,
  diaries: Diaries
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.gen(function* () {
    const limits = yield* read(constraint)
    return diaryPoints(model, yield* diaries, gapRule(model, limits.max_per_day, limits.max_per_week))
  })

const gapRule = (model: Model, maxPerDay?: number, maxPerWeek?: number): DiaryRule => ({
  counted: { number: dayNumber.gaps, maxPerDay, maxPerWeek },
  tell: (plan, diary, member, week, day) => {
    const days = day < 0 ? model.body.grid.days.keys() : [day]
    const gaps: Array<number> = []
    const lessons: Array<number> = []
    for (const each of days) {
      const busy = busySlots(plan, diary, member, week, each)
      const free = gapSlots(model, diary, member, busy)
      gaps.push(...free)
      if (free.length > 0) lessons.push(...lessonsAt(plan, diary, member, week, busy))
    }
    const stretch =
      day < 0 ? `the week${weekLabel(model, 1 << week)}` : `${dayName(model, day)}${weekLabel(model, 1 << week)}`
    const where = `${day < 0 ? "in" : "on"} ${stretch}`
    const limit = day < 0 ? maxPerWeek : maxPerDay
    const message = `${diary.who} has ${count(gaps.length, "gap")} ${where}, at most ${limit} allowed: ${when(model, gaps)}`
    return { lessons, slots: gaps, message }
  }
})

/** The gaps between busy slots of one day. */
const gapSlots = (model: Model, diary: Diary, member: number, busy: ReadonlyArray<number>): ReadonlyArray<number> => {
  const gaps: Array<number> = []
  for (let slot = busy[0] ?? 0; slot < (busy.at(-1) ?? 0); slot++)
    if (!busy.includes(slot) && model.isBreak[slot] === 0 && diary.off[member]?.[slot] === 0) gaps.push(slot)
  return gaps
}
