import { periodName, slotInfos } from "../timetable/WeekGrid.ts"
import type { ResourceRef } from "./Conflict.ts"
import type { Model } from "./Model.ts"

/** Small phrases that the rules' messages are put together from: real names, real numbers. */

export const teacherName = (model: Model, teacher: number): string => model.body.teachers[teacher]?.name ?? "a teacher"
export const roomName = (model: Model, room: number): string => model.body.rooms[room]?.name ?? "a room"
export const className = (model: Model, schoolClass: number): string =>
  model.body.classes[schoolClass]?.name ?? "a class"
export const lessonName = (model: Model, lesson: number): string => model.lessons[lesson]?.name ?? "a lesson"
export const dayName = (model: Model, day: number): string => model.body.grid.days[day]?.name ?? "a day"

export const teacherRef = (model: Model, teacher: number): ReadonlyArray<ResourceRef> =>
  refs("teacher", model.body.teachers[teacher]?.id)
export const roomRef = (model: Model, room: number): ReadonlyArray<ResourceRef> =>
  refs("room", model.body.rooms[room]?.id)
export const classRef = (model: Model, schoolClass: number): ReadonlyArray<ResourceRef> =>
  refs("class", model.body.classes[schoolClass]?.id)

const refs = (kind: ResourceRef["kind"], id: string | undefined): ReadonlyArray<ResourceRef> =>
  id === undefined ? [] : [{ kind, id }]

/** "Monday, period 2" · "Monday, periods 2 to 3"; with a cycle of weeks the label of the week is added. */
export const when = (model: Model, slots: ReadonlyArray<number>, week?: number): string => {
  const infos = slotInfos(model.body.grid)
  const first = infos[slots[0] ?? -1]
  const last = infos[slots.at(-1) ?? -1]
  if (first === undefined || last === undefined) return "at no time"
  const label = model.weeks > 1 && week !== undefined ? ` (week ${model.body.cycle.labels[week] ?? week + 1})` : ""
  if (first === last) return `${first.dayName}, ${periodName(first.at)}${label}`
  const numbered = /^\d+$/.test(first.at.name) && /^\d+$/.test(last.at.name)
  return numbered
    ? `${first.dayName}, periods ${first.at.name} to ${last.at.name}${label}`
    : `${first.dayName}, ${periodName(first.at)} to ${periodName(last.at)}${label}`
}

/** "1 day", "3 days". */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`
