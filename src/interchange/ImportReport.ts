import { Schema } from "effect"
import { TimetableBody } from "../timetable/Timetable.ts"

export const Counted = Schema.Struct({ type: Schema.NonEmptyString, count: Schema.Positive.pipe(Schema.int()) })

export type Counted = typeof Counted.Type

/** What became of the parts of a file. Types are called as the file calls them, sorted by name. */
export const ImportReport = Schema.Struct({
  format: Schema.Literal("fet", "fet-csv", "xhstt"),
  /** Version of the format, as the file states it. */
  version: Schema.String,
  /** Constraints that are judged here as they were there. */
  mapped: Schema.Array(Counted),
  /** Constraints that nothing here judges: left out. */
  unmapped: Schema.Array(Counted),
  /** Left out: constraints and activities that are switched off, and constraints that speak of nothing else. */
  inactive: Schema.Array(Counted),
  /** Anything else that was read differently from how it stands in the file: whole sentences. */
  notes: Schema.Array(Schema.String)
})
export interface ImportReport extends Schema.Schema.Type<typeof ImportReport> {}

/** A timetable from a file, whole; its name is that of the institution. */
export const ImportedTimetable = Schema.Struct({
  name: Schema.NonEmptyString,
  body: TimetableBody,
  report: ImportReport
})
export interface ImportedTimetable extends Schema.Schema.Type<typeof ImportedTimetable> {}

/** Counts by type, in the order an ImportReport wants. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(type: string, count = 1): void {
    if (count > 0) this.#counts.set(type, (this.#counts.get(type) ?? 0) + count)
  }

  toArray(): ReadonlyArray<{ readonly type: string; readonly count: number }> {
    return [...this.#counts].map(([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1))
  }
}
