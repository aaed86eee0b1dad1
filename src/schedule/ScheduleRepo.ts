import { Context, Data, Effect } from "effect"
import { type DanglingReference, danglingReferences } from "../constraints/Model.ts"
import type { School, SchoolId } from "../timetable/School.ts"
import type { Timetable, TimetableBody, TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import type { StorageUnavailable } from "./StorageUnavailable.ts"
import { type Unsound, unsoundness } from "./soundness.ts"

/** The school has no such timetable. Another school's timetable is answered the same way. */
export class TimetableNotFound extends Data.TaggedError("TimetableNotFound")<{
  readonly schoolId: SchoolId
  /** null: the school's current timetable was asked for, and it has none. */
  readonly timetableId: TimetableId | null
}> {}

/** A body that cannot be kept: references to nothing, or things that cannot be told apart or read back. Nothing was written. */
export class BrokenTimetable extends Data.TaggedError("BrokenTimetable")<{
  readonly dangling: ReadonlyArray<DanglingReference>
  readonly unsound: ReadonlyArray<Unsound>
}> {
  override get message(): string {
    const [dangling] = this.dangling
    const [unsound] = this.unsound
    if (dangling !== undefined) return `${dangling.path} names "${dangling.id}", which does not exist`
    if (unsound === undefined) return "the timetable cannot be kept"
    return unsound.reason === "repeated"
      ? `${unsound.path} has the id "${unsound.id}" of an earlier one`
      : `${unsound.path} holds characters that no database keeps`
  }
}

/** What every repository asks before it writes. */
export const refuseBroken = (body: TimetableBody): Effect.Effect<void, BrokenTimetable> =>
  Effect.suspend(() => {
    const dangling = danglingReferences(body)
    const unsound = unsoundness(body)
    return dangling.length + unsound.length === 0
      ? Effect.void
      : Effect.fail(new BrokenTimetable({ dangling, unsound }))
  })

/** By name in the order of code units: databases and languages sort differently, this does not. */
export const byName = <A extends { readonly name: string }>(named: ReadonlyArray<A>): ReadonlyArray<A> =>
  [...named].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

export interface PutTimetable {
  readonly schoolId: SchoolId
  /** Unique in the school: an existing timetable of this name is replaced and its version goes up by one. */
  readonly name: string
  readonly body: TimetableBody
  /** Whether it becomes the school's current timetable. */
  readonly makeCurrent: boolean
  /** Who does it, for the record; default: an import that nobody signed. */
  readonly actor?: { readonly id: string; readonly name: string }
  /** Told how much has been written, 0 … 1. */
  readonly progress?: (fraction: number) => Effect.Effect<void>
}

/**
 * Schools and their timetables, as they are kept. Every operation names the school and sees nothing of any other.
 * Defects (broken SQL, rows that do not decode) die here; a caller can act on an outage, so that one is typed.
 */
export class ScheduleRepo extends Context.Tag("schedule/ScheduleRepo")<
  ScheduleRepo,
  {
    /** Adds the school, or updates its name and zone. */
    readonly putSchool: (school: School) => Effect.Effect<void, StorageUnavailable>
    /** All of them, by name. */
    readonly schools: Effect.Effect<ReadonlyArray<School>, StorageUnavailable>
    /** The school's timetables, by name. */
    readonly heads: (schoolId: SchoolId) => Effect.Effect<ReadonlyArray<TimetableHead>, StorageUnavailable>
    /** Cheap: one row. `null` asks for the school's current timetable. */
    readonly head: (
      schoolId: SchoolId,
      timetableId: TimetableId | null
    ) => Effect.Effect<TimetableHead, TimetableNotFound | StorageUnavailable>
    /** Of these schools, the current timetables of those that have one, in any order: one query. */
    readonly currentHeads: (
      schoolIds: ReadonlyArray<SchoolId>
    ) => Effect.Effect<ReadonlyArray<TimetableHead>, StorageUnavailable>
    /** The whole timetable at one version: a consistent snapshot. */
    readonly load: (
      schoolId: SchoolId,
      timetableId: TimetableId
    ) => Effect.Effect<Timetable, TimetableNotFound | StorageUnavailable>
    /**
     * Writes a whole timetable, all or nothing, with a change record of the kind "imported" and its event; changes before
     * it stay on record. The school must be there already: `putSchool` first.
     */
    readonly put: (request: PutTimetable) => Effect.Effect<TimetableHead, BrokenTimetable | StorageUnavailable>
  }
>() {}
