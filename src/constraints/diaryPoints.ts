import { aspect } from "./Aspect.ts"
import type { Bound } from "./Calm.ts"
import { type Days, type LimitedNumber, recordSize } from "./Days.ts"
import { bookOf, type Diary, type DiaryBook } from "./Diary.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import type { Found, Point, Telling } from "./Rule.ts"

/** A limit that nothing reaches. */
const unlimited = 2 ** 30

/** How far a member deviates on one day of one week, or in the whole week, where `day` is -1. 0 or less: not at all. */
export type Measure = (plan: Plan, days: Days, member: number, week: number, day: number) => number

/** A number of the day that has its limits, on each day and for the week together. */
export interface Counted {
  readonly number: LimitedNumber
  /** Taken for limits of the periods alone. */
  readonly minPerDay?: number | undefined
  readonly maxPerDay?: number | undefined
  readonly maxPerWeek?: number | undefined
  /** How far a day deviates that is outside its limits. Absent: by how much it is above. */
  readonly deviation?: Measure
}

/** What a rule looks at, and how it tells of the member, week and day that came out worst. */
export interface DiaryRule {
  readonly perWeek?: Measure
  /** What of a lesson has to change, but who has it, to alter this. Absent: its time. */
  readonly heeds?: number
  /** Bounds within which a week deviates nowhere; those of what is counted go without saying. */
  readonly calm?: ReadonlyArray<Bound>
  readonly counted?: Counted
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
export const diaryPoints = (
  model: Model,
  diaries: ReadonlyArray<Diary>,
  { perWeek, counted, heeds = aspect.time, calm = counted && boundsOf(counted), tell }: DiaryRule
): ReadonlyArray<Point> => {
  const book = bookOf(model)
  const judgeCounted = counted === undefined ? undefined : makeJudge(model, book, counted)
  const shared: Pick<Point, "judge" | "tell"> = {
    judge: (plan, found, subject) => {
      const days = subject < model.firstClass ? plan.teacherDays : plan.atomDays
      if (perWeek !== undefined) judgeWeek(plan, book, subject, days, perWeek, found)
      if (judgeCounted !== undefined) judgeCounted(plan, subject, days, found)
    },
    tell: (plan, day, member, week, subject) => {
      const diary = book.diaries[subject]
      if (diary === undefined) return { lessons: [], resources: [], slots: [], message: "" }
      return { ...tell(plan, diary, member, week, day), resources: diary.resources, key: [day] }
    }
  }
  return diaries.map(diary => ({
    subject: diary.number,
    ...diary.watched,
    // Who attends a lesson is a fact; who teaches it is not.
    heeds: diary.number < model.firstClass ? heeds | aspect.teachers : heeds,
    ...(calm === undefined ? {} : { calm }),
    ...shared
  }))
}

const boundsOf = (counted: Counted): ReadonlyArray<Bound> => {
  const { number, minPerDay = 0, maxPerDay = unlimited, maxPerWeek = unlimited } = counted
  return [
    ...(maxPerDay < unlimited ? [{ of: "day", number, most: maxPerDay } as const] : []),
    ...(maxPerWeek < unlimited ? [{ of: "week", number, most: maxPerWeek } as const] : []),
    ...(minPerDay > 0 ? [{ of: "shortest day", number, least: minPerDay } as const] : [])
  ]
}

const judgeWeek = (
  plan: Plan,
  { begin, members }: DiaryBook,
  subject: number,
  days: Days,
  measure: Measure,
  found: Found
): void => {
  let worst = 0
  let worstMember = -1
  let worstWeek = -1
  const end = begin[subject + 1] ?? 0
  for (let i = begin[subject] ?? 0; i < end; i++) {
    const member = members[i] ?? 0
    for (let week = 0; week < plan.model.weeks; week++) {
      const deviation = measure(plan, days, member, week, -1)
      if (deviation <= worst) continue
      worst = deviation
      worstMember = member
      worstWeek = week
    }
  }
  if (worst > 0) found(worst, -1, worstMember, worstWeek)
}

const makeJudge = (model: Model, { begin, members }: DiaryBook, counted: Counted) => {
  const { number, minPerDay = 0, maxPerDay = unlimited, maxPerWeek = unlimited, deviation } = counted
  /** By day, and at last for the week: how far the worst-off deviates (0 between one judging and the next), who and when. */
  const worst = new Float64Array(model.days + 1)
  const member = new Int32Array(model.days + 1)
  const week = new Int32Array(model.days + 1)
  let any = false
  const note = (at: number, deviates: number, who: number, when: number): void => {
    any = true
    if (deviates <= (worst[at] ?? 0)) return
    worst[at] = deviates
    member[at] = who
    week[at] = when
  }
  return (plan: Plan, subject: number, days: Days, found: Found): void => {
    // Nearly always nobody deviates, and there is nothing to take down.
    any = false
    const { numbers } = days
    const end = begin[subject + 1] ?? 0
    for (let i = begin[subject] ?? 0; i < end; i++) {
      const who = members[i] ?? 0
      for (let when = 0; when < model.weeks; when++) {
        const monday = days.week(who, when) + number
        const all = numbers[monday + days.sum] ?? 0
        if (all > maxPerWeek) note(model.days, all - maxPerWeek, who, when)
        const fewest = numbers[monday - number + days.fewest] ?? 0
        if ((numbers[monday + days.greatest] ?? 0) <= maxPerDay && (minPerDay === 0 || fewest >= minPerDay)) continue
        for (let day = 0; day < model.days; day++) {
          const count = numbers[monday + day * recordSize] ?? 0
          if (count < minPerDay || count > maxPerDay)
            note(day, deviation === undefined ? count - maxPerDay : deviation(plan, days, who, when, day), who, when)
        }
      }
    }
    if (!any) return
    for (let at = 0; at <= model.days; at++) {
      const deviates = worst[at] ?? 0
      if (deviates === 0) continue
      worst[at] = 0
      found(deviates, at === model.days ? -1 : at, member[at] ?? 0, week[at] ?? 0)
    }
  }
}
