import { DateTime, Option } from "effect"
import { CannotExport } from "../CannotExport.ts"
import { component, plain } from "./contentLines.ts"

const hour = 3_600_000

/**
 * A VTIMEZONE for the days from `from` up to `to` (milliseconds UTC): the offset in force at the beginning, and every
 * change within, each written out, so that readers need not know the zone. Throws CannotExport for a zone nobody knows.
 */
export const timeZone = (id: string, from: number, to: number): string => {
  const zone = Option.getOrUndefined(DateTime.zoneMakeNamed(id))
  if (zone === undefined || !/^[\w+\-/]+$/.test(id))
    throw new CannotExport({ format: "iCalendar", reason: `there is no time zone "${id}"` })
  const offsetAt = (millis: number): number =>
    DateTime.zonedOffset(DateTime.unsafeMakeZoned(millis, { timeZone: zone }))
  const first = offsetAt(from)
  // Summer time is the greater offset of those that take turns in a year.
  const standard = Math.min(...[0, 2, 4, 6, 8, 10].map(month => offsetAt(from + month * 30 * 24 * hour)))
  const observance = (millis: number, before: number, after: number): string =>
    component(after > standard ? "DAYLIGHT" : "STANDARD", [
      plain("DTSTART", local(millis + before)),
      plain("TZOFFSETFROM", signed(before)),
      plain("TZOFFSETTO", signed(after))
    ])
  const changes: Array<string> = []
  let offset = first
  for (let at = from; at < to; at += 24 * hour) {
    const next = offsetAt(at + 24 * hour)
    if (next === offset) continue
    changes.push(observance(momentOf(at, at + 24 * hour, offset, offsetAt), offset, next))
    offset = next
  }
  return component("VTIMEZONE", [plain("TZID", id), observance(from, first, first), ...changes])
}

/** When the offset stops being what it was, to the minute. */
const momentOf = (from: number, to: number, offset: number, offsetAt: (millis: number) => number): number => {
  let [low, high] = [from, to]
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000
    if (offsetAt(middle) === offset) low = middle
    else high = middle
  }
  return high
}

const local = (millis: number): string =>
  DateTime.formatIso(DateTime.unsafeMake(millis)).slice(0, 19).replace(/[-:]/g, "")

/** "+0100" */
const signed = (millis: number): string => {
  const minutes = Math.abs(Math.round(millis / 60_000))
  const two = (n: number): string => String(n).padStart(2, "0")
  return `${millis < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
