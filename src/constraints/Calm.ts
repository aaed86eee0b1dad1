import { type DayNumber, type Days, recordsOf } from "./Days.ts"
import { bookOf, type DiaryBook } from "./Diary.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import type { Point } from "./Rule.ts"

/** A bound on a number (see Days.ts): on each day, or on the sum of the week; or on the periods of the shortest day. */
export interface Bound {
  readonly of: "day" | "week" | "shortest day"
  readonly number: DayNumber
  readonly least?: number
  readonly most?: number
}

const places = 3
const unlimited = 2 ** 30

/** All bounds that points give: the part of Calm that does not hang on where lessons are. */
export class Bounds {
  /** Place of the number among the week's records, least, most; a place of -1 ends those of a constraint. */
  readonly numbers: Int32Array
  readonly book: DiaryBook
  readonly #lists = new Map<ReadonlyArray<Bound>, number>()

  constructor(model: Model, points: ReadonlyArray<Point>) {
    const numbers: Array<number> = []
    for (const { calm } of points) {
      if (calm === undefined || this.#lists.has(calm)) continue
      this.#lists.set(calm, numbers.length)
      numbers.push(...calm.flatMap(bound => numbersOf(model, bound)), -1)
    }
    this.numbers = Int32Array.from(numbers)
    this.book = bookOf(model)
  }

  /** The number of a point's bounds, -1 = it gives none. */
  of({ calm }: Point): number {
    return calm === undefined ? -1 : (this.#lists.get(calm) ?? -1)
  }
}

/**
 * Tells of most points about a diary, without asking them, that they find nothing: all weeks of its members lie within
 * the bounds that the point gives. A few comparisons in one loop, instead of a call into each rule.
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

  /** Whether a point with these bounds about this diary is sure to find nothing. */
  holds(bounds: number, diary: number): boolean {
    if (bounds < 0) return false
    const { begin, members } = this.#book
    const { atomDays, model, teacherDays } = this.#plan
    const days = diary < model.firstClass ? teacherDays : atomDays
    const end = begin[diary + 1] ?? 0
    for (let i = begin[diary] ?? 0; i < end; i++)
      for (let week = 0; week < model.weeks; week++)
        if (!this.#within(bounds, days, days.week(members[i] ?? 0, week))) return false
    return true
  }

  #within(first: number, { numbers }: Days, week: number): boolean {
    const bounds = this.#bounds
    for (let at = first; (bounds[at] ?? -1) >= 0; at += places) {
      const number = numbers[week + (bounds[at] ?? 0)] ?? 0
      if (number < (bounds[at + 1] ?? 0) || number > (bounds[at + 2] ?? 0)) return false
    }
    return true
  }
}

const numbersOf = (model: Model, { of, number, least = 0, most = unlimited }: Bound): ReadonlyArray<number> => {
  const { fewest, greatest, sum } = recordsOf(model)
  const place = { day: greatest + number, week: sum + number, "shortest day": fewest }[of]
  return [place, least, most]
}
