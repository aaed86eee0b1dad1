import { Data } from "effect"

/** A timetable that a format has no way to say. Thrown by the plain writers; `attemptExport` makes it a typed error. */
export class CannotExport extends Data.TaggedError("CannotExport")<{
  readonly format: string
  readonly reason: string
}> {
  override get message(): string {
    return `this timetable cannot be written as ${this.format}: ${this.reason}`
  }
}

/** What goes to a folder, and what of the timetable the format has no place for: whole sentences. */
export interface ExportedFiles {
  /** By name of the file. */
  readonly files: ReadonlyMap<string, string>
  readonly notes: ReadonlyArray<string>
}
