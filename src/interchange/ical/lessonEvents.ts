import { makeModel } from "../../constraints/Model.ts"
import { weekLabel } from "../../constraints/words.ts"
import type { Timetable } from "../../timetable/Timetable.ts"
import { periodName, slotInfos } from "../../timetable/WeekGrid.ts"
import { basicDate, basicTime, type DayNumber } from "./calendarDates.ts"
import { component, fold, plain, text } from "./contentLines.ts"
import { type Series, seriesOf, weekdays } from "./occurrences.ts"

/** The events of one placed lesson, and whose calendars they belong in. */
export interface LessonEvents {
  readonly teacherIds: ReadonlySet<string>
  readonly roomIds: ReadonlySet<string>
  readonly atoms: ReadonlySet<string>
  /** Its period has no bell times. */
  readonly isWholeDay: boolean
  readonly text: string
}

interface Span {
  readonly timeZone: string
  readonly stamp: string
  readonly from: DayNumber
  readonly to: DayNumber
}

/** One for each lesson that has a place in the week, in the order of the timetable. */
export const lessonEvents = (timetable: Timetable, span: Span): ReadonlyArray<LessonEvents> => {
  const model = makeModel(timetable)
  const infos = slotInfos(timetable.grid)
  const weekdayOf = weekdays(timetable.grid)
  const places = new Map(timetable.placements.map(placement => [placement.lessonId, placement]))
  const namesOf = (items: ReadonlyArray<{ readonly id: string; readonly name: string }>) => {
    const byId = new Map(items.map(({ id, name }) => [id, name]))
    return (ids: Iterable<string>): string => [...ids].flatMap(id => byId.get(id) ?? []).join(", ")
  }
  const [teacherNames, classNames, roomNames] = [
    namesOf(timetable.teachers),
    namesOf(timetable.classes),
    namesOf(timetable.rooms)
  ]
  return model.lessons.flatMap(({ lesson, course, atoms, name, duration, weeks }): ReadonlyArray<LessonEvents> => {
    const place = places.get(lesson.id)
    const begin = infos[place?.slot ?? -1]
    if (place === undefined || begin === undefined) return []
    const last = infos.slice(begin.slot, begin.slot + duration).findLast(({ day }) => day === begin.day) ?? begin
    const next = infos[last.slot + 1]
    const start = begin.at.start
    const end = last.at.end ?? (next?.day === begin.day ? next.at.start : null)
    const teacherIds = place.teacherIds ?? course.teacherIds
    const label = weekLabel(model, weeks).trim()
    const about = [
      start === null ? `${begin.dayName}, ${periodName(begin.at)}` : "",
      teacherNames(teacherIds),
      classNames(course.classIds),
      label
    ].filter(part => part !== "")

    const event = (series: Series): string =>
      component("VEVENT", [
        plain("UID", uidOf(timetable, lesson.id, series.week)),
        plain("DTSTAMP", span.stamp),
        plain("SEQUENCE", timetable.version - 1),
        ...(start === null
          ? [plain("DTSTART;VALUE=DATE", basicDate(series.first))]
          : [
              at("DTSTART", span.timeZone, basicTime(series.first, start)),
              ...(end === null ? [] : [at("DTEND", span.timeZone, basicTime(series.first, end))])
            ]),
        ...(series.count > 1 ? [plain("RRULE", `FREQ=WEEKLY;INTERVAL=${series.interval};COUNT=${series.count}`)] : []),
        text("SUMMARY", name),
        ...(place.roomIds.length > 0 ? [text("LOCATION", roomNames(place.roomIds))] : []),
        text("DESCRIPTION", about.join("\n"))
      ])

    const series = seriesOf(timetable.cycle, weeks, weekdayOf[begin.day] ?? 0, span.from, span.to)
    return [
      {
        teacherIds: new Set(teacherIds),
        roomIds: new Set(place.roomIds),
        atoms: new Set([...atoms].flatMap(atom => model.atoms[atom] ?? [])),
        isWholeDay: start === null,
        text: series.map(event).join("")
      }
    ]
  })
}

const at = (name: string, zone: string, time: string): string => fold(`${name};TZID=${zone}:${time}`)

/** Letters, digits and a few marks only, whatever the ids are made of; different ids stay different. */
const uidOf = ({ schoolId, id }: Timetable, lesson: string, week: number): string => {
  const part = (id: string): string => id.replace(/[^A-Za-z0-9-]/g, mark => `_${mark.charCodeAt(0).toString(16)}_`)
  return `${part(lesson)}${week < 0 ? "" : `-week${week + 1}`}@${part(id)}.${part(schoolId)}.timetable-chat`
}
