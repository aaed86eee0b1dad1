import { Bits, countBits, lowest } from "./Bits.ts"
import { type Cells, noRoom } from "./Cells.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { placeAt } from "./ways.ts"

/** What a day comes to. Each is the place of its number in the day's record. */
export const dayNumber = {
  /** Slots with a lesson. */
  periods: 0,
  /** Slots without one, between the first and the last of them, at which one could have been. */
  gaps: 1,
  /** Lessons on end, at most. */
  longestRun: 2,
  /** How often the place changes; see `waysOn`. Kept only for models in which a rule asks for it. */
  roomChanges: 3,
  buildingChanges: 4,
  /** Slots of the day up to the end of the last lesson. */
  length: 5,
  /** 1 = there is any. */
  worked: 6,
  /** 1 = it begins with the second slot at which it could have, or with a later one. */
  beginsSecond: 7,
  beginsLater: 8
} as const
export type DayNumber = (typeof dayNumber)[keyof typeof dayNumber]
/** Those that may have limits on a day: of these the greatest is kept. */
export type LimitedNumber = Exclude<DayNumber, (typeof dayNumber)["length" | "worked" | "beginsSecond" | "beginsLater"]>

const placeKinds = new Set(["room_changes", "building_changes", "building_travel"])

/** From one record to the next. */
export const recordSize = 10
/** One past the numbers that may have limits on a day. */
const greatestEnd = dayNumber.length

/** Where the records of the greatest and the sum of each number come after those of the days; and the fewest periods. */
export const recordsOf = ({ days }: Model) => ({
  greatest: days * recordSize,
  sum: (days + 1) * recordSize,
  fewest: (days + 1) * recordSize + dayNumber.beginsLater + 1
})

/**
 * The days of each teacher, or of each student, in numbers: worked out when somebody asks, at most once until a lesson
 * comes to the day or leaves it, so that ten rules about a teacher's day walk it once, and a change makes two of its days
 * be walked. Derived from the plan, and in no way a part of its state.
 */
export class Days {
  readonly cells: Cells
  /**
   * A record of each day of each week of each member; after those of a week come two more, of the greatest (of what has
   * limits on a day) and the sum of each number, so that most rules need no look at the days. Read at
   * `week(…) + day * recordSize + number`.
   */
  readonly numbers: Uint16Array
  /** Which records, after those of the days, are the two; and where the periods of the shortest day stand. */
  readonly greatest: number
  readonly sum: number
  readonly fewest: number
  /** Per member and week: the days whose records do not hold, as bits; day 32 shares that of day 0, and so on. */
  readonly #stale: Int32Array
  /** Per member and slot: 1 = neither a break nor unavailable. */
  readonly #open: Bits
  readonly #seesPlaces: boolean
  readonly #plan: Plan
  readonly #model: Model

  constructor(plan: Plan, cells: Cells, members: number, open: Uint8Array) {
    const { days, weeks } = plan.model
    const { greatest, sum, fewest } = recordsOf(plan.model)
    this.cells = cells
    this.greatest = greatest
    this.sum = sum
    this.fewest = fewest
    this.numbers = new Uint16Array(members * weeks * (days + 2) * recordSize)
    this.#seesPlaces = plan.model.body.constraints.some(({ kind }) => placeKinds.has(kind))
    this.#stale = new Int32Array(members * weeks).fill(-1)
    this.#open = new Bits(members, plan.model.slots)
    open.forEach((isOpen, i) => {
      if (isOpen === 1) this.#open.set(Math.floor(i / plan.model.slots), i % plan.model.slots)
    })
    this.#plan = plan
    this.#model = plan.model
  }

  /** Where the records of the member's week begin in `numbers`; they hold until the plan changes. */
  week(member: number, week: number): number {
    const { days, weeks } = this.#model
    const row = member * weeks + week
    const begin = row * (days + 2) * recordSize
    const stale = this.#stale[row] ?? 0
    if (stale !== 0) {
      this.#stale[row] = 0
      this.#refresh(member, week, begin, stale)
    }
    return begin
  }

  /** A lesson comes to these members, or leaves them, at slots of a week from `from` up to `to`, at least one. */
  change(members: Int32Array, week: number, from: number, to: number): void {
    const { dayOf, weeks } = this.#model
    const first = dayOf[from] ?? 0
    const last = dayOf[to - 1] ?? -1
    let stale = 0
    for (let day = first; day <= last; day++) stale |= 1 << (day & 31)
    for (let i = 0; i < members.length; i++) {
      const row = (members[i] ?? 0) * weeks + week
      this.#stale[row] = (this.#stale[row] ?? 0) | stale
    }
  }

  /** Takes over what is worked out already: for a plan in which everything stands where it stands in the other. */
  adopt(other: Days): void {
    this.numbers.set(other.numbers)
    this.#stale.set(other.#stale)
  }

  #refresh(member: number, week: number, begin: number, stale: number): void {
    const { days } = this.#model
    const { fewest, greatest, numbers } = this
    for (let day = 0; day < days; day++) if ((stale & (1 << (day & 31))) !== 0) this.#walk(member, week, day, begin)
    const numberEnd = this.#seesPlaces ? greatestEnd : dayNumber.roomChanges
    for (let number = 0; number < numberEnd; number++) {
      let most = 0
      for (let at = begin + number; at < begin + greatest; at += recordSize) most = greater(most, numbers[at] ?? 0)
      numbers[begin + greatest + number] = most
    }
    let least = numbers[begin + dayNumber.periods] ?? 0
    for (let at = begin + dayNumber.periods; at < begin + greatest; at += recordSize)
      least = -greater(-least, -(numbers[at] ?? 0))
    numbers[begin + fewest] = least
  }

  #walk(member: number, week: number, day: number, begin: number): void {
    const { dayStart, slots } = this.#model
    const start = dayStart[day] ?? 0
    const end = dayStart[day + 1] ?? 0
    let periods = 0
    let length = 0
    let run = 0
    let longestRun = 0
    // Slots up to here at which there could have been a lesson; those before the first lesson; those before the last one.
    let open = 0
    let late = 0
    let waited = 0
    // As good as always once, since few days have more slots than a word has bits.
    for (let slot = start; slot < end; slot += 32) {
      const size = Math.min(end - slot, 32)
      const day = -1 >>> (32 - size)
      const busy = this.cells.busyFrom(member, week * slots + slot) & day
      const unused = this.#open.from(member, slot) & day & ~busy
      if (busy !== 0) {
        const last = 31 - Math.clz32(busy)
        if (periods === 0) late = open + countBits(unused & ((busy & -busy) - 1))
        waited = open + countBits(unused & ((1 << last) - 1))
        length = slot - start + last + 1
        periods += countBits(busy)
      }
      open += countBits(unused)
      // Those of this word that go on from the last one; then the longest within; then those that may go on in the next one.
      const first = busy === -1 ? 32 : lowest(~busy)
      longestRun = Math.max(longestRun, run + first, longestRunOf(busy))
      run = first >= size ? run + size : Math.clz32(~(busy << (32 - size)))
    }
    const record = begin + day * recordSize
    const sum = begin + this.sum
    this.#put(record, sum, dayNumber.periods, periods)
    this.#put(record, sum, dayNumber.gaps, waited - late)
    this.#put(record, sum, dayNumber.longestRun, longestRun)
    this.#put(record, sum, dayNumber.length, length)
    this.#put(record, sum, dayNumber.worked, periods > 0 ? 1 : 0)
    this.#put(record, sum, dayNumber.beginsSecond, late === 1 ? 1 : 0)
    this.#put(record, sum, dayNumber.beginsLater, late > 1 ? 1 : 0)
    if (this.#seesPlaces) this.#walkPlaces(member, week * slots + start, length, record, sum)
  }

  /** The number of a day, and the sum of the week with it: what was summed before is what still stands in the record. */
  #put(record: number, sum: number, number: DayNumber, value: number): void {
    const { numbers } = this
    const before = numbers[record + number] ?? 0
    numbers[record + number] = value
    numbers[sum + number] = (numbers[sum + number] ?? 0) + value - before
  }

  /** The same for where the lessons are, at so many times from this one on. */
  #walkPlaces(member: number, from: number, length: number, record: number, sum: number): void {
    const { cells } = this
    const { buildingOf } = this.#model
    let rooms = 0
    let buildings = 0
    let lastRoom = -1
    let lastBuilding = -1
    for (let at = 0; at < length; at += 32) {
      let busy = cells.busyFrom(member, from + at) & (-1 >>> (32 - Math.min(length - at, 32)))
      for (; busy !== 0; busy &= busy - 1) {
        const time = from + at + lowest(busy)
        let room = cells.room(member, time)
        let building = buildingOf[room] ?? -1
        if (room < 0) {
          if (room === noRoom) continue
          room = placeAt(this.#plan, cells, null, member, time)
          building = placeAt(this.#plan, cells, buildingOf, member, time)
          if (room < 0) room = lastRoom
        }
        if (building < 0) building = lastBuilding
        rooms += differs(room, lastRoom)
        buildings += differs(building, lastBuilding)
        lastRoom = room
        lastBuilding = building
      }
    }
    // To come to the first place is no change.
    this.#put(record, sum, dayNumber.roomChanges, Math.max(0, rooms - 1))
    this.#put(record, sum, dayNumber.buildingChanges, Math.max(0, buildings - 1))
  }
}

/** 1 = they are different; without a branch, since it cannot be foreseen. */
const differs = (a: number, b: number): number => ((a - b) | (b - a)) >>> 31

/** How many bits are set on end, at most. */
const longestRunOf = (bits: number): number => {
  let longest = 0
  for (let left = bits; left !== 0; left &= left << 1) longest++
  return longest
}

/** Of two numbers, without a branch, since which it is cannot be foreseen. */
const greater = (a: number, b: number): number => {
  const above = b - a
  return a + (above & ~(above >> 31))
}
