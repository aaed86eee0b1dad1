import { DateTime, Effect, Option } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { ScheduleRepo } from "../../schedule/ScheduleRepo.ts"
import { fold } from "../../timetable/NameSearch.ts"
import type { SchoolId } from "../../timetable/School.ts"
import { CalendarDate } from "../../timetable/Substitution.ts"
import { Stamp } from "../Stamp.ts"

/** Dates as a school has them: days of its own zone. */

const dayMillis = 86_400_000
const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

/** What day it is in the school, and its zone. A zone that nobody knows counts as UTC. */
export const today = (schoolId: SchoolId) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    const { millis } = yield* Stamp
    const schools = yield* repo.schools
    const name = schools.find(({ id }) => id === schoolId)?.timeZone ?? "UTC"
    const zone = Option.getOrElse(DateTime.zoneMakeNamed(name), () => DateTime.zoneUnsafeMakeNamed("UTC"))
    return { date: dateAt(millis(), zone), zone }
  })

/** The newest minute that was asked for, by zone. Days begin with a minute in all zones; to find one out takes a while. */
const minutes = new Map<string, { readonly minute: number; readonly date: CalendarDate }>()

const dateAt = (millis: number, zone: DateTime.TimeZone): CalendarDate => {
  const minute = Math.floor(millis / 60_000)
  const key = DateTime.zoneToString(zone)
  const known = minutes.get(key)
  if (known?.minute === minute) return known.date
  const date = CalendarDate.make(DateTime.formatIsoDate(DateTime.setZone(DateTime.unsafeMake(millis), zone)))
  minutes.set(key, { minute, date })
  return date
}

/** No year 0: the days before some of its dates have no such name. */
const isDate = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** undefined when there is no such day, e.g. 2026-02-30. */
export const parseDate = (text: string): CalendarDate | undefined => {
  if (!isDate.test(text)) return undefined
  const at = DateTime.make(`${text}T00:00:00Z`)
  return Option.isSome(at) && DateTime.formatIsoDateUtc(at.value) === text ? CalendarDate.make(text) : undefined
}

export const plusDays = (date: CalendarDate, days: number): CalendarDate =>
  CalendarDate.make(DateTime.formatIsoDateUtc(DateTime.unsafeMake(epochDay(date) * dayMillis + days * dayMillis)))

const epochDay = (date: string): number => Math.floor(DateTime.unsafeMake(`${date}T00:00:00Z`).epochMillis / dayMillis)

/** 0 = Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: CalendarDate): number => (((epochDay(date) + 3) % 7) + 7) % 7

/** The first moment of the date in that zone. */
export const startOf = (date: CalendarDate, zone: DateTime.TimeZone): number =>
  DateTime.unsafeMakeZoned(`${date}T00:00:00`, { timeZone: zone, adjustForTimeZone: true }).epochMillis

/** Per day of the grid its weekday, 0 = Monday: by the days' English names, else counted from Monday. */
export const weekdaysOf = ({ body }: Model): ReadonlyArray<number> => {
  const { days } = body.grid
  const named = days.map(({ name }) => weekdayNames.indexOf(fold(name).slice(0, 3)))
  return named.every(weekday => weekday >= 0) && new Set(named).size === days.length ? named : days.map((_, day) => day)
}

/** "today", "tomorrow", "2026-11-24"; undefined when it is none of these. Days of the week are the grid's business. */
export const readDate = (text: string, now: CalendarDate): CalendarDate | undefined => {
  switch (fold(text)) {
    case "today":
      return now
    case "tomorrow":
      return plusDays(now, 1)
    default:
      return parseDate(text.trim())
  }
}

/** "today", "yesterday", "2 days", "3 hours", "2026-11-20": since when, in milliseconds since 1970. */
export const readSince = (
  text: string,
  at: { readonly date: CalendarDate; readonly zone: DateTime.TimeZone; readonly millis: number }
): number | undefined => {
  const said = fold(text).replace(/ ago$/, "")
  if (said === "today") return startOf(at.date, at.zone)
  if (said === "yesterday") return startOf(plusDays(at.date, -1), at.zone)
  const span = /^(\d{1,4}) (hour|day|week)s?$/.exec(said)
  if (span !== null) {
    const count = Number(span[1])
    if (span[2] === "hour") return at.millis - count * 3_600_000
    return at.millis - count * dayMillis * (span[2] === "week" ? 7 : 1)
  }
  const date = parseDate(text.trim())
  return date === undefined ? undefined : startOf(date, at.zone)
}
