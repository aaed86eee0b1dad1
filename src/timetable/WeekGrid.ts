import { Schema } from "effect"

/**
 * A slot is the place of a period in the week, counted from 0 in chronological order over all days, breaks included.
 * It is a dense number so that the evaluator can index arrays with it; people see `slotName`.
 */
export const Slot = Schema.NonNegativeInt
export type Slot = number

const ClockTime = Schema.String.pipe(Schema.pattern(/^([01]\d|2[0-3]):[0-5]\d$/))

/** One row of a day. `start` and `end` are "HH:MM" in the school's time zone, null where the school gave none. */
export const Period = Schema.Struct({
  name: Schema.NonEmptyString,
  start: Schema.NullOr(ClockTime),
  end: Schema.NullOr(ClockTime),
  isBreak: Schema.Boolean,
  /** What a file calls this period of this day, where it goes by an id. */
  id: Schema.optionalWith(Schema.NonEmptyString, { exact: true })
})
export interface Period extends Schema.Schema.Type<typeof Period> {}

export const Day = Schema.Struct({
  name: Schema.NonEmptyString,
  shortName: Schema.NonEmptyString,
  periods: Schema.Array(Period)
})
export interface Day extends Schema.Schema.Type<typeof Day> {}

/** The teaching week. Days may have different numbers of periods. */
export const WeekGrid = Schema.Struct({
  days: Schema.NonEmptyArray(Day),
  /** Whether a lesson may go on from the end of a day into the next, as XHSTT's list of times allows. Absent: no. */
  runsOn: Schema.optionalWith(Schema.Boolean, { exact: true })
})
export interface WeekGrid extends Schema.Schema.Type<typeof WeekGrid> {}

/** A slot with everything that stands at it. `day` and `period` are indices from 0. */
export interface SlotInfo {
  readonly slot: Slot
  readonly day: number
  readonly dayName: string
  readonly period: number
  readonly at: Period
}

const infos = new WeakMap<WeekGrid, ReadonlyArray<SlotInfo>>()

/** Every slot of the week in order; `slotInfos(grid)[slot].slot === slot`. Computed once per grid value. */
export const slotInfos = (grid: WeekGrid): ReadonlyArray<SlotInfo> => {
  const known = infos.get(grid)
  if (known !== undefined) return known
  const out: Array<SlotInfo> = []
  grid.days.forEach((day, d) => {
    day.periods.forEach((at, period) => {
      out.push({ slot: out.length, day: d, dayName: day.name, period, at })
    })
  })
  infos.set(grid, out)
  return out
}

/** "Monday, period 2"; a break is called by its own name; a name that is more than a number stands for itself. */
export const slotName = (grid: WeekGrid, slot: Slot): string => {
  const info = slotInfos(grid)[slot]
  if (info === undefined) return `slot ${slot}`
  return `${info.dayName}, ${periodName(info.at)}`
}

export const periodName = (period: Period): string =>
  /^\d+$/.test(period.name) ? `period ${period.name}` : period.name
