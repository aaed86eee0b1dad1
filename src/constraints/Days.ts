import { type Cells, free, noRoom, severalRooms } from "./Cells.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { placeAt } from "./ways.ts"

/** What a day comes to. Each is the place of its number in the day's record. */
export const dayNumber = {
  /** Slots with a lesson. */
  periods: 1,
  /** 1 = there is any. */
  worked: 2,
  /** Slots without one, between the first and the last of them, at which one could have been. */
  gaps: 3,
  /** 1 = it begins with the second slot at which it could have, or with a later one. */
  beginsSecond: 4,
  beginsLater: 5,
  /** Slots of the day up to the end of the last lesson. */
  length: 6,
  /** Lessons on end, at most. */
  longestRun: 7,
  /** How often the place changes; see `waysOn`. */
  roomChanges: 8,
  buildingChanges: 9
} as const
export type DayNumber = (typeof dayNumber)[keyof typeof dayNumber]

/** From one record to the next. The number at 0 says whether the others hold. */
export const recordSize = 10
const holds = 1

/** Where the records of the least, the greatest and the sum of each number come after those of the days. */
export const recordsOf = ({ days }: Model) => ({
  least: days * recordSize,
  greatest: (days + 1) * recordSize,
  sum: (days + 2) * recordSize
})

/**
 * The days of each teacher, or of each student, in numbers: worked out when somebody asks, at most once until a lesson
 * comes to the day or leaves it, so that ten rules about a teacher's day walk it once, and a change makes two of its days
 * be walked. Derived from the plan, and in no way a part of its state.
 */
export class Days {
  readonly cells: Cells
  /**
   * A record of each day of each week of each member; after those of a week come three more, of the least, the greatest
   * and the sum of each number, so that most rules need no look at the days. Read at `week(…) + day * recordSize + number`.
   */
  readonly numbers: Uint16Array
  /** Which records, after those of the days, are the three. */
  readonly least: number
  readonly greatest: number
  readonly sum: number
  /** Per member and week: 1 = some record does not hold. */
  readonly #stale: Uint8Array
  /** Per member and slot: 1 = neither a break nor unavailable. */
  readonly #open: Uint8Array
  readonly #plan: Plan
  readonly #model: Model

  constructor(plan: Plan, cells: Cells, members: number, open: Uint8Array) {
    const { days, weeks } = plan.model
    const { greatest, least, sum } = recordsOf(plan.model)
    this.cells = cells
    this.least = least
    this.greatest = greatest
    this.sum = sum
    this.numbers = new Uint16Array(members * weeks * (days + 3) * recordSize)
    this.#stale = new Uint8Array(members * weeks).fill(1)
    this.#open = open
    this.#plan = plan
    this.#model = plan.model
  }

  /** Where the records of the member's week begin in `numbers`; they hold until the plan changes. */
  week(member: number, week: number): number {
    const { days, weeks } = this.#model
    const row = member * weeks + week
    const begin = row * (days + 3) * recordSize
    if (this.#stale[row] === 1) {
      this.#stale[row] = 0
      this.#refresh(member, week, begin)
    }
    return begin
  }

  /** A lesson comes to these members, or leaves them, at slots of a week from `from` up to `to`, at least one. */
  change(members: Int32Array, week: number, from: number, to: number): void {
    const { dayOf, days, weeks } = this.#model
    const first = dayOf[from] ?? 0
    const last = dayOf[to - 1] ?? -1
    for (let i = 0; i < members.length; i++) {
      const row = (members[i] ?? 0) * weeks + week
      this.#stale[row] = 1
      for (let day = first; day <= last; day++) this.numbers[(row * (days + 3) + day) * recordSize] = 0
    }
  }

  /** Takes over what is worked out already: for a plan in which everything stands where it stands in the other. */
  adopt(other: Days): void {
    this.numbers.set(other.numbers)
    this.#stale.set(other.#stale)
  }

  #refresh(member: number, week: number, begin: number): void {
    const { days } = this.#model
    const { greatest, least, numbers, sum } = this
    for (let day = 0; day < days; day++) {
      const record = begin + day * recordSize
      if (numbers[record] !== holds) this.#walk(member, week, day, record)
    }
    for (let number = 1; number < recordSize; number++) {
      let all = 0
      let most = 0
      let fewest = numbers[begin + number] ?? 0
      for (let at = begin + number; at < begin + least; at += recordSize) {
        const one = numbers[at] ?? 0
        all += one
        // The greater and the smaller of the two without a branch, since which it is cannot be foreseen.
        const above = one - most
        const below = one - fewest
        most += above & ~(above >> 31)
        fewest += below & (below >> 31)
      }
      numbers[begin + least + number] = fewest
      numbers[begin + greatest + number] = most
      numbers[begin + sum + number] = all
    }
  }

  #walk(member: number, week: number, day: number, record: number): void {
    const { cells, numbers } = this
    const { buildingOf, dayStart, slots } = this.#model
    const start = dayStart[day] ?? 0
    const end = dayStart[day + 1] ?? 0
    let periods = 0
    let gaps = 0
    let late = 0
    let waited = 0
    let length = 0
    let run = 0
    let longestRun = 0
    let roomChanges = 0
    let buildingChanges = 0
    let lastRoom = -1
    let lastBuilding = -1
    for (let slot = start; slot < end; slot++) {
      let room = cells.room(member, week * slots + slot)
      if (room === free) {
        run = 0
        waited += this.#open[member * slots + slot] ?? 0
        continue
      }
      if (periods === 0) late = waited
      else gaps += waited
      waited = 0
      periods++
      length = slot + 1 - start
      run++
      if (run > longestRun) longestRun = run
      if (room === noRoom) continue
      let building = buildingOf[room] ?? -1
      if (room === severalRooms) {
        room = placeAt(this.#plan, cells, null, member, week * slots + slot)
        building = placeAt(this.#plan, cells, buildingOf, member, week * slots + slot)
      }
      if (room >= 0) {
        if (lastRoom >= 0 && room !== lastRoom) roomChanges++
        lastRoom = room
      }
      if (building >= 0) {
        if (lastBuilding >= 0 && building !== lastBuilding) buildingChanges++
        lastBuilding = building
      }
    }
    numbers[record] = holds
    numbers[record + dayNumber.periods] = periods
    numbers[record + dayNumber.worked] = periods > 0 ? 1 : 0
    numbers[record + dayNumber.gaps] = gaps
    numbers[record + dayNumber.beginsSecond] = late === 1 ? 1 : 0
    numbers[record + dayNumber.beginsLater] = late > 1 ? 1 : 0
    numbers[record + dayNumber.length] = length
    numbers[record + dayNumber.longestRun] = longestRun
    numbers[record + dayNumber.roomChanges] = roomChanges
    numbers[record + dayNumber.buildingChanges] = buildingChanges
  }
}
