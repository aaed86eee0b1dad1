import { type WeekCycle, weekOf } from "../../timetable/WeekCycle.ts"
import type { WeekGrid } from "../../timetable/WeekGrid.ts"
import { CannotExport } from "../CannotExport.ts"
import { type DayNumber, isoDate, weekdayOf } from "./calendarDates.ts"

/** A series of days, `interval` weeks apart. */
export interface Series {
  /** Which week of the cycle, to tell the series of one lesson apart; -1 = every week. */
  readonly week: number
  readonly first: DayNumber
  readonly count: number
  /** In weeks. */
  readonly interval: number
}

const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

/** Per day of the grid: its weekday, 0 = Monday; by the days' English names, else counted from Monday. */
export const weekdays = ({ days }: WeekGrid): ReadonlyArray<number> => {
  const named = days.map(({ name }) => names.indexOf(name.toLowerCase().slice(0, 3)))
  if (named.every(weekday => weekday >= 0) && new Set(named).size === days.length) return named
  if (days.length > 7) throw new CannotExport({ format: "iCalendar", reason: `its week has ${days.length} days` })
  return days.map((_, day) => day)
}

/**
 * The days from `from` up to, not including, `to` on which something is held that is held on this weekday in the weeks of
 * the mask: one series a week of the cycle, or a single one where that is every week.
 */
export const seriesOf = (
  cycle: WeekCycle,
  mask: number,
  weekday: number,
  from: DayNumber,
  to: DayNumber
): ReadonlyArray<Series> => {
  const first = from + ((weekday - weekdayOf(from) + 7) % 7)
  const everyWeek = mask === 2 ** cycle.length - 1
  const weeks = everyWeek
    ? [-1]
    : Array.from({ length: cycle.length }, (_, w) => w).filter(w => (mask & (1 << w)) !== 0)
  const interval = everyWeek ? 1 : cycle.length
  return weeks.flatMap((week): ReadonlyArray<Series> => {
    let day = first
    while (week >= 0 && day < to && weekOf(cycle, isoDate(day)) !== week) day += 7
    const count = Math.ceil((to - day) / (7 * interval))
    return count <= 0 ? [] : [{ week, first: day, count, interval }]
  })
}
