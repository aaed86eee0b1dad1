import { Either, Schema } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import { type Cells, noRoom, severalRooms } from "./Cells.ts"
import { type Diary, lessonsAt } from "./Diary.ts"
import { diariesIn } from "./diaries.ts"
import { diaryPoints } from "./diaryPoints.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { Limit, parameters } from "./parameters.ts"
import type { BadConstraint, Point } from "./Rule.ts"
import { count, dayName, weekLabel, when } from "./words.ts"

/** Going from one place to another within a day: the last slot at the one, and the first at the other. */
export type Way = readonly [left: number, arrived: number]

/** Per room: the number of its place (a building, the room itself); below 0: it is not known, or counts as none. */
export type Places = Int32Array

export const buildings = (model: Model): Places => {
  const names = model.body.rooms.map(room => room.building)
  return Int32Array.from(names, name => (name === null ? -1 : names.indexOf(name)))
}

export const eachRoom = (model: Model): Places => Int32Array.from(model.body.rooms.keys())

/**
 * How often the member goes from one place to another on a day of a week; free periods between do not matter. Lessons in
 * several places at once tell nothing of where the member is. `into` takes down each way, for those who put it in words.
 */
export const waysOn = (
  plan: Plan,
  cells: Cells,
  places: Places,
  member: number,
  week: number,
  day: number,
  counts: (left: number, arrived: number) => boolean,
  into?: Array<Way>
): number => {
  const { dayStart, slots } = plan.model
  const begin = dayStart[day] ?? 0
  const end = dayStart[day + 1] ?? 0
  let ways = 0
  let place = -1
  let left = -1
  for (let slot = begin; slot < end; slot++) {
    const time = week * slots + slot
    const room = cells.room(member, time)
    if (room === noRoom) continue
    // Nearly always it is one lesson in one room, and nothing else need be fetched.
    const here = room === severalRooms ? placeAt(plan, cells, places, member, time) : (places[room] ?? -1)
    if (here < 0) continue
    if (place >= 0 && here !== place && counts(left, slot)) {
      ways++
      into?.push([left, slot])
    }
    place = here
    left = slot
  }
  return ways
}

const placeAt = (plan: Plan, cells: Cells, places: Places, member: number, time: number): number => {
  let place = -1
  for (let node = cells.first(member, time); node !== 0; node = cells.next(node)) {
    const rooms = plan.roomsOf(cells.lesson(node))
    for (let j = 0; j < rooms.length; j++) {
      const other = places[rooms[j] ?? -1] ?? -1
      if (other < 0) continue
      if (place >= 0 && other !== place) return -1
      place = other
    }
  }
  return place
}

const Parameters = Schema.Struct({ max_per_day: Limit, max_per_week: Limit }).pipe(
  Schema.filter(
    ({ max_per_day, max_per_week }) => max_per_day !== undefined || max_per_week !== undefined || "no limit is given"
  )
)

const read = parameters(Parameters, "takes max_per_day, max_per_week or both, whole numbers from 0")
const always = (): boolean => true

/** Deviation: ways on a day above `max_per_day`, in a week above `max_per_week`. */
export const changePoints = (
  model: Model,
  constraint: Constraint,
  places: Places,
  noun: string
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.gen(function* () {
    const { max_per_day: maxPerDay, max_per_week: maxPerWeek } = yield* read(constraint)
    const diaries = yield* diariesIn(model, constraint)
    // Where there is one place, nobody changes it.
    return diaryPoints(new Set(places.filter(place => place >= 0)).size < 2 ? [] : diaries, {
      counted: {
        on: (plan, cells, member, week, day) => waysOn(plan, cells, places, member, week, day, always),
        maxPerDay,
        maxPerWeek
      },
      tell: (plan, diary, member, week, day) => {
        const ways: Array<Way> = []
        for (const each of day < 0 ? model.body.grid.days.keys() : [day])
          waysOn(plan, diary.cellsOf(plan), places, member, week, each, always, ways)
        const label = weekLabel(model, 1 << week)
        const stretch = day < 0 ? `in the week${label}` : `on ${dayName(model, day)}${label}`
        const limit = day < 0 ? maxPerWeek : maxPerDay
        const { lessons, slots } = wayside(plan, diary, member, week, ways)
        return {
          lessons,
          slots,
          message: `${diary.who} changes ${noun} ${count(ways.length, "time")} ${stretch}, at most ${limit} allowed: ${when(model, slots)}`
        }
      }
    })
  })

/** The lessons on both ends of the ways, and the slots of arrival. */
export const wayside = (plan: Plan, diary: Diary, member: number, week: number, ways: ReadonlyArray<Way>) => ({
  lessons: lessonsAt(plan, diary, member, week, ways.flat()),
  slots: ways.map(([, arrived]) => arrived)
})
