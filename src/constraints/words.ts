import { periodName, type SlotInfo, slotInfos, type WeekGrid } from "../timetable/WeekGrid.ts"
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

/** "9A Maths and 9B Physics", or "two lessons of 9A Maths". The order does not hang on the order of rows. */
export const bothLessons = (model: Model, a: number, b: number, two = "two"): string => {
  const these = lessonName(model, a)
  const those = lessonName(model, b)
  if (these === those) return `${two} lessons of ${these}`
  return these < those ? `${these} and ${those}` : `${those} and ${these}`
}

/** "A", "A and B", "A, B and C". */
export const listed = (names: ReadonlyArray<string>, last = "and"): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`

/** Like `listed`, but after three of more than four: "A, B, C and 7 more". */
export const listedShort = (names: ReadonlyArray<string>): string =>
  names.length <= 4 ? listed(names) : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`

/** "1 day", "3 days". */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`

/**
 * "Monday, period 2" · "Monday, periods 2 to 4 and 6" · "Monday, period 2 and Tuesday, period 1"; with a cycle of weeks,
 * " (week A)" unless the mask `weeks` has all of them.
 */
export const when = (model: Model, slots: ReadonlyArray<number>, weeks?: number): string => {
  const time = timeOf(model, slots)
  return time === noTime ? time : time + weekLabel(model, weeks)
}

const noTime = "at no time"

/** Most conflicts are about one stretch of time: each is put into words once. By grid, then by first and last slot. */
const stretches = new WeakMap<WeekGrid, Map<number, string>>()

const timeOf = (model: Model, slots: ReadonlyArray<number>): string => {
  const first = slots[0] ?? -1
  const last = slots.at(-1) ?? -1
  if (first < 0 || last >= model.slots || !slots.every((slot, i) => slot === first + i)) return inWords(model, slots)
  const known = stretches.get(model.body.grid) ?? new Map<number, string>()
  stretches.set(model.body.grid, known)
  const text = known.get(first * model.slots + last) ?? inWords(model, slots)
  known.set(first * model.slots + last, text)
  return text
}

const inWords = (model: Model, slots: ReadonlyArray<number>): string => {
  const all = slotInfos(model.body.grid)
  const days = new Map<string, Array<SlotInfo>>()
  for (const slot of slots) {
    const info = all[slot]
    if (info === undefined) continue
    const known = days.get(info.dayName)
    if (known === undefined) days.set(info.dayName, [info])
    else known.push(info)
  }
  if (days.size === 0) return noTime
  if (days.size === 1) return listed([...days].map(([day, infos]) => `${day}, ${periods(runsOf(infos))}`))
  return listed(
    [...days.values()].map(infos =>
      timeOf(
        model,
        infos.map(info => info.slot)
      )
    )
  )
}

const runsOf = (infos: ReadonlyArray<SlotInfo>): ReadonlyArray<readonly [SlotInfo, SlotInfo]> => {
  const runs: Array<[SlotInfo, SlotInfo]> = []
  for (const info of infos) {
    const run = runs.at(-1)
    if (run !== undefined && run[1].slot === info.slot - 1) run[1] = info
    else runs.push([info, info])
  }
  return runs
}

/** " on Monday, period 2" to end a sentence with; nothing where no slot is known. */
export const onWhen = (model: Model, slots: ReadonlyArray<number>, weeks?: number): string =>
  slots.length === 0 ? "" : ` on ${when(model, slots, weeks)}`

const periods = (runs: ReadonlyArray<readonly [SlotInfo, SlotInfo]>): string => {
  const numbered = runs.every(run => run.every(info => /^\d+$/.test(info.at.name)))
  const name = (info: SlotInfo): string => (numbered ? info.at.name : periodName(info.at))
  const text = listed(runs.map(([first, last]) => (first === last ? name(first) : `${name(first)} to ${name(last)}`)))
  if (!numbered) return text
  return `${runs.length > 1 || runs[0]?.[0] !== runs[0]?.[1] ? "periods" : "period"} ${text}`
}

/** " (week A)", " (weeks A and C)"; nothing without a cycle, or for every week of it. */
export const weekLabel = (model: Model, weeks?: number): string => {
  if (model.weeks === 1 || weeks === undefined) return ""
  const labels: Array<string> = []
  for (let week = 0; week < model.weeks; week++)
    if ((weeks & (1 << week)) !== 0) labels.push(model.body.cycle.labels[week] ?? `${week + 1}`)
  return labels.length === model.weeks ? "" : ` (week${labels.length === 1 ? "" : "s"} ${listed(labels)})`
}
