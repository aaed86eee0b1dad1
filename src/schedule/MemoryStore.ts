import { Context, Layer } from "effect"
import { v7 as uuid } from "uuid"
import type { Suggestion, SuggestionId } from "../suggestions/Suggestion.ts"
import type { School, SchoolId } from "../timetable/School.ts"
import type { Substitution } from "../timetable/Substitution.ts"
import type { Timetable, TimetableId } from "../timetable/Timetable.ts"
import type { ChangeRecord, Committed } from "./ChangeRepo.ts"

/** A change as it was committed, oldest first in its list; an import has no client id. */
export interface Written {
  readonly committed: Committed
  readonly clientId: string | null
}

/** All that is kept of one school. A value: whoever writes puts a new one in its place, so a write happens or does not. */
export interface Kept {
  readonly school: School
  readonly current: TimetableId | null
  readonly timetables: ReadonlyMap<TimetableId, Timetable>
  readonly changes: ReadonlyArray<Written>
  readonly substitutions: ReadonlyMap<TimetableId, ReadonlyArray<Substitution>>
  /** In the order in which they were put. */
  readonly suggestions: ReadonlyMap<SuggestionId, Suggestion>
}

export const nothingKept = (school: School): Kept => ({
  school,
  current: null,
  timetables: new Map(),
  changes: [],
  substitutions: new Map(),
  suggestions: new Map()
})

/** What the repositories in memory share, as those in PostgreSQL share the database. */
export class MemoryStore extends Context.Tag("schedule/MemoryStore")<
  MemoryStore,
  {
    /** Of every topic: what is in memory begins and ends together. */
    readonly epoch: string
    readonly schools: Map<SchoolId, Kept>
  }
>() {}

/** One and the same for all repositories of a runtime that are given it. */
export const layerStore = Layer.sync(MemoryStore, () => ({ epoch: uuid(), schools: new Map() }))

/** The changes of a school with one more, numbered after those of its timetable. */
export const withRecord = (
  changes: ReadonlyArray<Written>,
  epoch: string,
  record: ChangeRecord,
  clientId: string | null
): { readonly committed: Committed; readonly changes: ReadonlyArray<Written> } => {
  const seq = changes.filter(({ committed }) => committed.record.timetableId === record.timetableId).length + 1
  const committed = { record, epoch, seq, duplicate: false }
  return { committed, changes: [...changes, { committed, clientId }] }
}
