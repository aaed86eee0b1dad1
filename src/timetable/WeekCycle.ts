import { DateTime, Schema } from "effect"

/**
 * Weeks that take turns (A/B). Week 0 is the week that contains `anchor`; parity is counted from there, never from ISO
 * week numbers, which lose their parity at the end of a year with 53 weeks.
 */
export const WeekCycle = Schema.Struct({
  length: Schema.Int.pipe(Schema.between(1, 8)),
  /** A date ("YYYY-MM-DD") in week 0. */
  anchor: Schema.String.pipe(Schema.pattern(/^\d{4}-\d{2}-\d{2}$/)),
  labels: Schema.Array(Schema.NonEmptyString)
})
export interface WeekCycle extends Schema.Schema.Type<typeof WeekCycle> {}

/** Every week the same. */
export const everyWeek: WeekCycle = { length: 1, anchor: "2024-01-01", labels: ["every week"] }

/** Bit w set = the lesson is held in week w of the cycle. */
export const WeekMask = Schema.Int.pipe(Schema.between(1, 255))
export type WeekMask = number

export const allWeeks = (cycle: WeekCycle): WeekMask => 2 ** cycle.length - 1

const dayMillis = 86_400_000
const mondayOf = (date: string): number => {
  const days = Math.floor(DateTime.unsafeMake(date).epochMillis / dayMillis)
  // 1970-01-01 was a Thursday: three days after a Monday.
  return days - ((((days + 3) % 7) + 7) % 7)
}

/** Which week of the cycle (0 …) a date ("YYYY-MM-DD") falls in. Weeks begin on Monday. */
export const weekOf = (cycle: WeekCycle, date: string): number => {
  const weeks = (mondayOf(date) - mondayOf(cycle.anchor)) / 7
  return ((weeks % cycle.length) + cycle.length) % cycle.length
}
