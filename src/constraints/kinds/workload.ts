import { Either, Schema } from "effect"
import { aspect } from "../Aspect.ts"
import { type Days, dayNumber } from "../Days.ts"
import { type Diary, teacherDiaries } from "../Diary.ts"
import { diaryPoints } from "../diaryPoints.ts"
import { ascending, type Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { Limit, parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { count, weekLabel } from "../words.ts"

const read = parameters(
  Schema.Struct({ max: Limit, min: Limit }).pipe(
    Schema.filter(({ max, min }) => max !== undefined || min !== undefined || "no limit is given")
  ),
  "takes max, min or both, whole numbers from 0"
)

/**
 * Teachers teach as much as agreed. Deviation: periods a week above `max` or below `min`, for each teacher, two lessons at
 * once counting twice; lessons of the teacher's courses that are not placed yet count too. A week without any is not
 * judged; in a cycle the worst one counts. Scope: teachers or school. Parameters: `max`, `min`, at least one.
 * Source: XHSTT, LimitWorkload; FET, Target_Number_of_Hours; TIMETABLING.md.
 */
export const workload: Rule = {
  kind: "workload",
  sentence: "Teachers teach as many periods a week as agreed.",
  unit: "period",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { max = Number.POSITIVE_INFINITY, min = 0 } = yield* read(constraint)
      const diaries = yield* teacherDiaries(model, constraint)
      return diaryPoints(
        model,
        diaries.map(diary => withUnplaced(model, diary)),
        {
          heeds: aspect.length,
          perWeek: (plan, days, member, week) => {
            const periods = taught(plan, days, member, week)
            return periods === 0 ? 0 : Math.max(periods - max, min - periods)
          },
          tell: (plan, diary, member, week) => {
            const periods = taught(plan, diary.daysOf(plan), member, week)
            const limit = periods > max ? `at most ${max} allowed` : `at least ${min} wanted`
            const message = `${diary.who} teaches ${count(periods, "period")} in the week${weekLabel(model, 1 << week)}, ${limit}`
            return { lessons: [], slots: [], message }
          }
        }
      )
    })
}

/** A lesson that is taken out of the week stands with no teacher, so the teacher's own are watched one by one. */
const withUnplaced = (model: Model, diary: Diary): Diary => {
  const watchedLessons = ascending([...diary.members].flatMap(teacher => [...(model.lessonsOfTeacher[teacher] ?? [])]))
  return { ...diary, watched: { ...diary.watched, watchedLessons } }
}

const taught = (plan: Plan, days: Days, teacher: number, week: number): number => {
  const { durationOf, lessonsOfTeacher, slots } = plan.model
  const { cells } = days
  let periods = 0
  // Nobody who is in two places at once: busy slots are periods, and those are counted.
  if (cells.crowdedFrom(teacher, 0) < 0)
    periods = days.numbers[days.week(teacher, week) + days.sum + dayNumber.periods] ?? 0
  else for (let time = week * slots; time < (week + 1) * slots; time++) periods += cells.count(teacher, time)
  const own = lessonsOfTeacher[teacher]
  if (own === undefined) return periods
  for (let i = 0; i < own.length; i++) {
    const lesson = own[i] ?? -1
    if ((plan.slotOf[lesson] ?? -1) >= 0 || ((plan.weeksOf[lesson] ?? 0) & (1 << week)) === 0) continue
    periods += durationOf[lesson] ?? 0
  }
  return periods
}
