import { type Cells, free, noRoom, severalRooms } from "./Cells.ts"
import type { Plan } from "./Plan.ts"

/** Going from one place to another within a day: the last slot at the one, and the first at the other. */
export type Way = readonly [left: number, arrived: number]

/**
 * Per room: the number of its place, a building say; below 0: it is not known, or counts as none. null: every room is a
 * place of its own.
 */
export type Places = Int32Array | null

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
    if (room === free || room === noRoom) continue
    // Nearly always it is one lesson in one room, and nothing else need be fetched.
    const here = room === severalRooms ? placeAt(plan, cells, places, member, time) : placeOf(places, room)
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

const placeOf = (places: Places, room: number): number => (places === null ? room : (places[room] ?? -1))

/** Where the member is at a time, when all its lessons there are at one place; else -1. */
export const placeAt = (plan: Plan, cells: Cells, places: Places, member: number, time: number): number => {
  let place = unknown
  for (let node = cells.first(member, time); node !== 0 && place !== torn; node = cells.next(node)) {
    const held = cells.held(node)
    if (held === noRoom) continue
    if (held === severalRooms) {
      const rooms = plan.roomsOf(cells.lesson(node))
      for (let j = 0; j < rooms.length; j++) place = joined(place, placeOf(places, rooms[j] ?? -1))
    } else place = joined(place, placeOf(places, held))
  }
  return place === torn ? unknown : place
}

const unknown = -1
/** At two places at once. */
const torn = -2

const joined = (place: number, other: number): number => {
  if (other < 0 || place === other) return place
  return place === unknown ? other : torn
}
