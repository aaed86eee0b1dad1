import { Context, Layer } from "effect"
import { v7 as uuid } from "uuid"
import type { Suggestion, SuggestionId } from "../suggestions/Suggestion.ts"
import type { School, SchoolId } from "../timetable/School.ts"
import type { Substitution } from "../timetable/Substitution.ts"
import type { Timetable, TimetableId } from "../timetable/Timetable.ts"
import { type ChangeRecord, type Committed, changeEvent, topicOf } from "./ChangeRepo.ts"
import type { NewEvent, Place, StoredEvent } from "./EventLog.ts"

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

/** The events of a topic, oldest first; the last has the number `seq`. */
export interface KeptTopic {
  readonly epoch: string
  readonly seq: number
  readonly events: ReadonlyArray<StoredEvent>
}

/** What the repositories in memory share, as those in PostgreSQL share the database. */
export class MemoryStore extends Context.Tag("schedule/MemoryStore")<
  MemoryStore,
  {
    readonly schools: Map<SchoolId, Kept>
    /** By `topicKey`. */
    readonly topics: Map<string, KeptTopic>
  }
>() {}

/** One and the same for all repositories of a runtime that are given it. */
export const layerStore = Layer.sync(MemoryStore, () => ({ schools: new Map(), topics: new Map() }))

export const topicKey = (schoolId: SchoolId, topic: string): string => JSON.stringify([schoolId, topic])

/** One event more; answers its place. */
export const withEvent = (topics: Map<string, KeptTopic>, { schoolId, topic, payload, at }: NewEvent): Place => {
  const key = topicKey(schoolId, topic)
  const { epoch, seq, events } = topics.get(key) ?? { epoch: uuid(), seq: 0, events: [] }
  topics.set(key, { epoch, seq: seq + 1, events: [...events, { seq: seq + 1, payload, at }] })
  return { epoch, seq: seq + 1 }
}

/** The changes of a school with one more, told as the next event of its timetable. */
export const withRecord = (
  changes: ReadonlyArray<Written>,
  topics: Map<string, KeptTopic>,
  record: ChangeRecord,
  clientId: string | null
): { readonly committed: Committed; readonly changes: ReadonlyArray<Written> } => {
  const { schoolId, timetableId, at } = record
  const place = withEvent(topics, { schoolId, topic: topicOf(timetableId), payload: changeEvent(record), at })
  const committed = { record, ...place, duplicate: false }
  return { committed, changes: [...changes, { committed, clientId }] }
}
