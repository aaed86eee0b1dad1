import { Either } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { slotsOf, type TimeFilter } from "../../timetable/TimeFilter.ts"
import { periodName } from "../../timetable/WeekGrid.ts"
import { findClass, findDay, findPeriod, findRoom, findSubject, findTeacher, findTime } from "../lookups/lookups.ts"
import type { Refusal } from "../Refusal.ts"

/** What was asked for, as typed. */
export interface Asked {
  readonly teacher?: string
  readonly class?: string
  readonly room?: string
  readonly subject?: string
  readonly day?: string
  readonly time?: string
  readonly period?: string
}

/** The same, found in the timetable. Indices of the model; null = not narrowed. */
export interface Narrowed {
  readonly teacher: number | null
  readonly class: number | null
  readonly room: number | null
  readonly subject: number | null
  readonly slots: ReadonlySet<number> | null
  /** What was understood, with the timetable's own names, e.g. { day: "Monday" }. */
  readonly understood: Readonly<Record<string, string>>
}

/** Finds every name that was asked for; the first that is unknown or ambiguous is asked back. */
export const narrow = (model: Model, asked: Asked): Either.Either<Narrowed, Refusal> =>
  Either.gen(function* () {
    const understood: Record<string, string> = {}
    const note = (key: string, found: { readonly name: string; readonly index: number }): number => {
      understood[key] = found.name
      return found.index
    }
    const teacher = asked.teacher === undefined ? null : note("teacher", yield* findTeacher(model, asked.teacher))
    const schoolClass = asked.class === undefined ? null : note("class", yield* findClass(model, asked.class))
    const room = asked.room === undefined ? null : note("room", yield* findRoom(model, asked.room))
    const subject = asked.subject === undefined ? null : note("subject", yield* findSubject(model, asked.subject))
    const day = asked.day === undefined ? null : note("day", yield* findDay(model, asked.day))
    const time = asked.time === undefined ? null : yield* findTime(asked.time)
    if (asked.time !== undefined) understood.time = asked.time.trim().toLowerCase()
    const period = asked.period === undefined ? null : (yield* findPeriod(model, asked.period)).name
    if (period !== null) understood.period = period
    const filter: TimeFilter = { day, time, period }
    return { teacher, class: schoolClass, room, subject, slots: slotsOf(model.body.grid, filter), understood }
  })

/** " for Mrs. Smith on Monday morning": what was understood, for the first line of an answer. */
export const phrase = (understood: Readonly<Record<string, string>>): string => {
  const { teacher, class: schoolClass, room, subject, day, time, period, kind, severity } = understood
  const who = [teacher, schoolClass].filter(part => part !== undefined)
  const at = period === undefined ? time : periodName({ name: period, start: null, end: null, isBreak: false })
  const when = [day, at].filter(part => part !== undefined).join(" ")
  return [
    severity === undefined ? "" : ` (${severity} only)`,
    kind === undefined ? "" : ` of kind ${kind}`,
    subject === undefined ? "" : ` of ${subject}`,
    who.length === 0 ? "" : ` for ${who.join(" and ")}`,
    room === undefined ? "" : ` in ${room}`,
    when === "" ? "" : day === undefined ? ` in ${when}` : ` on ${when}`
  ].join("")
}
