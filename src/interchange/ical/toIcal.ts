import { count } from "../../constraints/words.ts"
import type { Timetable } from "../../timetable/Timetable.ts"
import { CannotExport, type ExportedFiles } from "../CannotExport.ts"
import { slug } from "../Register.ts"
import { dayNumber } from "./calendarDates.ts"
import { component, plain, text } from "./contentLines.ts"
import { type LessonEvents, lessonEvents } from "./lessonEvents.ts"
import { timeZone } from "./timeZone.ts"

/** What a timetable does not know of itself. */
export interface IcalOptions {
  /** IANA zone of the bell times. */
  readonly timeZone: string
  /** First day, "YYYY-MM-DD", and for how many weeks from there. */
  readonly from: string
  readonly weeks: number
  /** When this was made, "20240902T083000Z". */
  readonly stamp: string
}

export const mostWeeks = 520
const dayMillis = 86_400_000

/**
 * A calendar for each teacher, class and room that has a lesson: weekly events in the school's time zone, with the cycle
 * as their interval. A class's calendar has the lessons of all its students. Event ids depend on school, timetable,
 * lesson and week alone, so that importing again updates. Source: RFC 5545.
 */
export const toIcal = (timetable: Timetable, options: IcalOptions): ExportedFiles => {
  const from = dayNumber(options.from)
  if (Number.isNaN(from)) throw new CannotExport({ format: "iCalendar", reason: `"${options.from}" is no date` })
  const to = from + 7 * options.weeks
  const zone = timeZone(options.timeZone, (from - 1) * dayMillis, (to + 1) * dayMillis)
  const events = lessonEvents(timetable, { ...options, from, to })

  const files = new Map<string, string>()
  const add = (kind: string, name: string, of: (events: LessonEvents) => boolean): void => {
    const own = events.filter(of)
    if (own.length > 0) files.set(freshName(files, `${kind}-${slug(name) || "x"}`), calendar(name, zone, own))
  }
  for (const { id, name } of timetable.teachers) add("teacher", name, ({ teacherIds }) => teacherIds.has(id))
  for (const { name, atoms } of timetable.classes)
    add("class", name, event => atoms.some(atom => event.atoms.has(atom)))
  for (const { id, name } of timetable.rooms) add("room", name, ({ roomIds }) => roomIds.has(id))
  return { files, notes: notesOf(timetable, events) }
}

const freshName = (files: ReadonlyMap<string, string>, base: string): string => {
  let name = `${base}.ics`
  for (let n = 2; files.has(name); n++) name = `${base}-${n}.ics`
  return name
}

const calendar = (name: string, zone: string, events: ReadonlyArray<LessonEvents>): string =>
  component("VCALENDAR", [
    plain("VERSION", "2.0"),
    plain("PRODID", "-//timetable-chat//timetable//EN"),
    plain("CALSCALE", "GREGORIAN"),
    plain("METHOD", "PUBLISH"),
    text("NAME", name),
    text("X-WR-CALNAME", name),
    zone,
    ...events.map(event => event.text)
  ])

const notesOf = ({ lessons }: Timetable, events: ReadonlyArray<LessonEvents>): ReadonlyArray<string> => {
  const wholeDay = events.filter(({ isWholeDay }) => isWholeDay).length
  const unplaced = lessons.length - events.length
  return [
    ...(wholeDay > 0 ? [`All-day events, for want of bell times: ${count(wholeDay, "lesson")}.`] : []),
    ...(unplaced > 0 ? [`Left out, without a place in the week: ${count(unplaced, "lesson")}.`] : [])
  ]
}
