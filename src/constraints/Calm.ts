import { bitOf } from "./Bits.ts"
import { type DayNumber, type LimitedNumber, recordsOf } from "./Days.ts"
import { bookOf, type DiaryBook } from "./Diary.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"

/** A bound on a number (see Days.ts): on each day, or on the sum of the week; or on the periods of the shortest day. */
export type Bound = { readonly least?: number; readonly most?: number } & (
  | { readonly of: "day"; readonly number: LimitedNumber }
  | { readonly of: "week" | "shortest day"; readonly number: DayNumber }
)

const places = 4
const unlimited = 2 ** 30
const everyQuestion = -1

/** What the questions of a list, at most 32 in their order, give as bounds; undefined: none. */
export type BoundsOfList = ReadonlyArray<ReadonlyArray<Bound> | undefined>

/** All bounds that lists of questions give: the part of Calm that does not hang on where lessons are. */
export class Bounds {
  /**
   * Of each list the bits of the questions without bounds, then its bounds: place of the number among the week's records, least,
   * most, and the bit of the question; a place of -1 ends those of a list.
   */
  readonly numbers: Int32Array
  /** Per list: where its numbers begin, -1 = none of its questions gives bounds. */
  readonly begin: Int32Array
  readonly book: DiaryBook

  constructor(model: Model, lists: ReadonlyArray<BoundsOfList>) {
    const numbers: Array<number> = []
    this.begin = new Int32Array(lists.length).fill(-1)
    lists.forEach((list, number) => {
      if (list.every(bounds => bounds === undefined)) return
      this.begin[number] = numbers.length
      numbers.push(list.reduce((bits, bounds, i) => (bounds === undefined ? bits | bitOf(i) : bits), 0))
      list.forEach((bounds = [], i) => {
        for (const bound of bounds) numbers.push(...numbersOf(model, bound), bitOf(i))
      })
      numbers.push(-1)
    })
    this.numbers = Int32Array.from(numbers)
    this.book = bookOf(model)
  }
}

/**
 * Tells of most questions about a diary, without asking them, that they find nothing: all weeks of its members lie within
 * the bounds that the question gives. A few comparisons in one loop for all of a list, instead of a call into each rule.
 */
export class Calm {
  readonly #bounds: Int32Array
  readonly #book: DiaryBook
  readonly #plan: Plan

  constructor(plan: Plan, { numbers, book }: Bounds) {
    this.#bounds = numbers
    this.#book = book
    this.#plan = plan
  }

  /** The bits of the questions that may find something about this diary. `begin`: of the list's bounds; see Bounds. */
  disturbed(begin: number, diary: number): number {
    if (begin < 0) return everyQuestion
    const { members, begin: first } = this.#book
    const { atomDays, model, teacherDays } = this.#plan
    const days = diary < model.firstClass ? teacherDays : atomDays
    const end = first[diary + 1] ?? 0
    let bits = this.#bounds[begin] ?? 0
    for (let i = first[diary] ?? 0; i < end; i++)
      for (let week = 0; week < model.weeks; week++)
        bits |= this.#outside(begin + 1, days.numbers, days.week(members[i] ?? 0, week))
    return bits
  }

  #outside(first: number, numbers: Uint16Array, week: number): number {
    const bounds = this.#bounds
    let bits = 0
    for (let at = first; (bounds[at] ?? -1) >= 0; at += places) {
      const number = numbers[week + (bounds[at] ?? 0)] ?? 0
      // Below 0 where it is outside: without a branch, since it cannot be foreseen.
      const outside = (number - (bounds[at + 1] ?? 0)) | ((bounds[at + 2] ?? 0) - number)
      bits |= (outside >> 31) & (bounds[at + 3] ?? 0)
    }
    return bits
  }
}

const numbersOf = (model: Model, { of, number, least = 0, most = unlimited }: Bound): ReadonlyArray<number> => {
  const { fewest, greatest, sum } = recordsOf(model)
  const place = { day: greatest + number, week: sum + number, "shortest day": fewest }[of]
  return [place, least, most]
}
