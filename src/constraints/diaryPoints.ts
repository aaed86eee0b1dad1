import type { Cells } from "./Cells.ts"
import type { Diary } from "./Diary.ts"
import type { Plan } from "./Plan.ts"
import type { Found, Point, Telling } from "./Rule.ts"

/** How far a member deviates on one day of one week, or in the whole week, where `day` is -1. 0 or less: not at all. */
export type Measure = (plan: Plan, cells: Cells, member: number, week: number, day: number, diary: Diary) => number

/** Something that is counted day by day, and may occur only so often: counted once for both limits. */
export interface Counted {
  readonly on: Measure
  readonly maxPerDay?: number | undefined
  readonly maxPerWeek?: number | undefined
}

/** What a rule looks at, and how it tells of the member, week and day that came out worst. */
export interface DiaryRule {
  readonly perDay?: Measure | undefined
  readonly perWeek?: Measure | undefined
  readonly counted?: Counted | undefined
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
export const diaryPoints = (diaries: ReadonlyArray<Diary>, rule: DiaryRule): ReadonlyArray<Point> => {
  const { perDay, perWeek, counted, tell } = rule
  // A deviation of a day is a count of which none is allowed.
  const judgeDays = perDay === undefined ? undefined : makeJudge({ on: perDay, maxPerDay: 0 })
  const judgeCounted = counted === undefined ? undefined : makeJudge(counted)
  const shared: Pick<Point, "judge" | "tell"> = {
    judge: (plan, found, subject) => {
      const diary = diaries[subject]
      if (diary === undefined) return
      if (judgeDays !== undefined) judgeDays(plan, diary, found)
      if (perWeek !== undefined) judgeWeek(plan, diary, perWeek, found)
      if (judgeCounted !== undefined) judgeCounted(plan, diary, found)
    },
    tell: (plan, day, member, week, subject) => {
      const diary = diaries[subject]
      if (diary === undefined) return { lessons: [], resources: [], slots: [], message: "" }
      return { ...tell(plan, diary, member, week, day), resources: diary.resources, key: [day] }
    }
  }
  return diaries.map((diary, subject) => ({ subject, ...diary.watched, ...shared }))
}

const judgeWeek = (plan: Plan, diary: Diary, measure: Measure, found: Found): void => {
  const cells = diary.cellsOf(plan)
  let worst = 0
  let worstMember = -1
  let worstWeek = -1
  for (let i = 0; i < diary.members.length; i++) {
    const member = diary.members[i] ?? 0
    for (let week = 0; week < plan.model.weeks; week++) {
      const deviation = measure(plan, cells, member, week, -1, diary)
      if (deviation <= worst) continue
      worst = deviation
      worstMember = member
      worstWeek = week
    }
  }
  if (worst > 0) found(worst, -1, worstMember, worstWeek)
}

/** A limit that nothing reaches. */
const unlimited = 2 ** 30

const makeJudge = ({ on, maxPerDay = unlimited, maxPerWeek = unlimited }: Counted) => {
  /** By day, and at last for the week: how far the worst-off deviates, and who and when that is. */
  let worst = new Float64Array(0)
  let member = new Int32Array(0)
  let week = new Int32Array(0)
  let any = false
  const note = (at: number, deviation: number, who: number, when: number): void => {
    if (!any) worst.fill(0)
    any = true
    if (deviation <= (worst[at] ?? 0)) return
    worst[at] = deviation
    member[at] = who
    week[at] = when
  }
  return (plan: Plan, diary: Diary, found: Found): void => {
    const { days, weeks } = plan.model
    const cells = diary.cellsOf(plan)
    if (worst.length !== days + 1) {
      worst = new Float64Array(days + 1)
      member = new Int32Array(days + 1)
      week = member.slice()
    }
    // Nearly always nobody deviates, and there is nothing to take down.
    any = false
    for (let i = 0; i < diary.members.length; i++) {
      const who = diary.members[i] ?? 0
      for (let when = 0; when < weeks; when++) {
        let sum = 0
        for (let day = 0; day < days; day++) {
          const count = on(plan, cells, who, when, day, diary)
          sum += count
          if (count > maxPerDay) note(day, count - maxPerDay, who, when)
        }
        if (sum > maxPerWeek) note(days, sum - maxPerWeek, who, when)
      }
    }
    if (!any) return
    for (let at = 0; at <= days; at++) {
      if ((worst[at] ?? 0) > 0) found(worst[at] ?? 0, at === days ? -1 : at, member[at] ?? 0, week[at] ?? 0)
    }
  }
}
