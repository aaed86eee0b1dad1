import { fold } from "./NameSearch.ts"
import { type SlotInfo, slotInfos, type WeekGrid } from "./WeekGrid.ts"

/** Which slots of the week are meant: each part narrows, an absent part does not. */
export interface TimeFilter {
  /** Index of the day. */
  readonly day: number | null
  readonly time: TimeOfDay | null
  /** Name of the period, as the grid has it. */
  readonly period: string | null
}

/** A part of the day, or minutes since midnight (one moment, or from–to). */
export type TimeOfDay = "morning" | "afternoon" | { readonly from: number; readonly to: number }

export const anyTime: TimeFilter = { day: null, time: null, period: null }

/** "HH:MM" → minutes since midnight. */
const minutes = (clock: string): number => {
  const [hours = "0", rest = "0"] = clock.split(":")
  return Number(hours) * 60 + Number(rest)
}

const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

/** "morning", "before lunch", "afternoon", "10:15", "09:00-11:30"; undefined when it is none of these. */
export const parseTimeOfDay = (text: string): TimeOfDay | undefined => {
  const word = fold(text)
  if (["morning", "am", "before lunch", "before noon", "vormittag"].includes(word)) return "morning"
  if (["afternoon", "pm", "after lunch", "nachmittag"].includes(word)) return "afternoon"
  const [from, to, more] = text.split(/\s*[-–]\s*/)
  if (more !== undefined || from === undefined || !clock.test(from) || (to !== undefined && !clock.test(to)))
    return undefined
  const start = minutes(from.replace(".", ":"))
  // A moment is a range of one minute: it lies in the period that is going on then.
  const end = to === undefined ? start + 1 : minutes(to.replace(".", ":"))
  return end > start ? { from: start, to: end } : undefined
}

/**
 * First period of the afternoon of a day: the one after noon where the bell times are known, else the one after the
 * middle break, else the second half of the periods.
 */
const afternoonFrom = (day: ReadonlyArray<SlotInfo>): number => {
  const timed = day.find(info => info.at.start !== null && minutes(info.at.start) >= 12 * 60)
  if (timed !== undefined) return timed.period
  if (day.some(info => info.at.start !== null)) return day.length
  const breaks = day.filter(info => info.at.isBreak)
  const lunch = breaks.at(-1)
  return lunch === undefined ? Math.ceil(day.length / 2) : lunch.period
}

const matchesTime = (time: TimeOfDay, info: SlotInfo, day: ReadonlyArray<SlotInfo>): boolean => {
  if (time === "morning") return info.period < afternoonFrom(day)
  if (time === "afternoon") return info.period >= afternoonFrom(day)
  if (info.at.start === null || info.at.end === null) return false
  return minutes(info.at.start) < time.to && minutes(info.at.end) > time.from
}

/** The slots a filter means; null = no restriction at all. */
export const slotsOf = (grid: WeekGrid, filter: TimeFilter): ReadonlySet<number> | null => {
  if (filter.day === null && filter.time === null && filter.period === null) return null
  const infos = slotInfos(grid)
  const wanted = infos.filter(
    info =>
      (filter.day === null || info.day === filter.day) &&
      (filter.period === null || info.at.name === filter.period) &&
      (filter.time === null ||
        matchesTime(
          filter.time,
          info,
          infos.filter(other => other.day === info.day)
        ))
  )
  return new Set(wanted.map(info => info.slot))
}
