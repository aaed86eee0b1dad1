import type { Cells } from "./Cells.ts"
import type { Diary } from "./Diary.ts"
import type { Plan } from "./Plan.ts"
import type { Found, Point, Telling } from "./Rule.ts"

/** How far a member deviates on one day of one week, or in the whole week, where `day` is -1. 0 or less: not at all. */
export type Measure = (plan: Plan, cells: Cells, member: number, week: number, day: number) => number

/** What a rule looks at, and how it tells of the member, week and day that came out worst. */
export interface DiaryRule {
  readonly perDay?: Measure | undefined
  readonly perWeek?: Measure | undefined
  readonly tell: (
    plan: Plan,
    diary: Diary,
    member: number,
    week: number,
    day: number
  ) => Omit<Telling, "resources" | "key">
}

/**
 * One point a diary: at most one finding for each day, and one for the week, of the member and week that are worst off
 * (of several, the first). Evidence: day, member, week.
 */
export const diaryPoints = (diaries: ReadonlyArray<Diary>, rule: (diary: Diary) => DiaryRule): ReadonlyArray<Point> =>
  diaries.map(diary => {
    const { perDay, perWeek, tell } = rule(diary)
    return {
      ...diary.watched,
      judge: (plan: Plan, found: Found) => {
        if (perDay !== undefined)
          for (let day = 0; day < plan.model.days; day++) judgeWorst(plan, diary, perDay, day, found)
        if (perWeek !== undefined) judgeWorst(plan, diary, perWeek, -1, found)
      },
      tell: (plan: Plan, day: number, member: number, week: number) => ({
        ...tell(plan, diary, member, week, day),
        resources: diary.resources,
        key: [day]
      })
    }
  })

const judgeWorst = (plan: Plan, diary: Diary, measure: Measure, day: number, found: Found): void => {
  const cells = diary.cellsOf(plan)
  let worst = 0
  let worstMember = -1
  let worstWeek = -1
  for (let i = 0; i < diary.members.length; i++) {
    const member = diary.members[i] ?? 0
    for (let week = 0; week < plan.model.weeks; week++) {
      const deviation = measure(plan, cells, member, week, day)
      if (deviation <= worst) continue
      worst = deviation
      worstMember = member
      worstWeek = week
    }
  }
  if (worst > 0) found(worst, day, worstMember, worstWeek)
}
