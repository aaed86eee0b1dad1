import { DateTime } from "effect"

/** Days of the calendar, without a time or a zone: counted from 1970-01-01. */
export type DayNumber = number

const millis = 86_400_000

/** "2024-09-02" → its number; NaN for what is no date. */
export const dayNumber = (date: string): DayNumber => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return Number.NaN
  const at = DateTime.make(`${date}T00:00:00Z`)
  if (at._tag === "None" || DateTime.formatIsoDateUtc(at.value) !== date) return Number.NaN
  return Math.floor(at.value.epochMillis / millis)
}

/** "2024-09-02" */
export const isoDate = (day: DayNumber): string => DateTime.formatIsoDateUtc(DateTime.unsafeMake(day * millis))

/** "20240902" */
export const basicDate = (day: DayNumber): string => isoDate(day).replaceAll("-", "")

/** 0 = Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7

/** "20240902T083000", local to whatever zone goes with it. */
export const basicTime = (day: DayNumber, clock: string): string => `${basicDate(day)}T${clock.replace(":", "")}00`
