import { Context, Data, type Effect, Schema } from "effect"
import { Conflict } from "../constraints/Conflict.ts"
import { SuggestionId } from "../suggestions/Suggestion.ts"
import { Edit } from "../timetable/Edit.ts"
import type { LessonId } from "../timetable/Lesson.ts"
import { SchoolId } from "../timetable/School.ts"
import type { CalendarDate, Substitution } from "../timetable/Substitution.ts"
import { TimetableId } from "../timetable/Timetable.ts"
import type { TimetableNotFound } from "./ScheduleRepo.ts"
import type { StorageUnavailable } from "./StorageUnavailable.ts"

export const ChangeKind = Schema.Literal(
  "applied",
  "undone",
  "redone",
  "locked",
  "unlocked",
  "covered",
  "published",
  "imported"
)
export type ChangeKind = typeof ChangeKind.Type

/** null: nobody could tell. An import is judged afterwards, and may bring a constraint that no rule can read. */
const StoredScore = Schema.NullOr(Schema.Struct({ hard: Schema.Number, soft: Schema.Number }))

/** One accepted change: the audit record, and all that its answer and its event say. Never altered, never deleted. */
export const ChangeRecord = Schema.Struct({
  id: Schema.NonEmptyString,
  schoolId: SchoolId,
  timetableId: TimetableId,
  /** Of the timetable after it. */
  version: Schema.Int,
  actor: Schema.Struct({ id: Schema.String, name: Schema.String }),
  /** Milliseconds since 1970, by the server's clock. */
  at: Schema.Int,
  kind: ChangeKind,
  edit: Edit,
  /** Why it was forced, or what was noted; null = nothing was said. */
  why: Schema.NullOr(Schema.String),
  suggestionId: Schema.NullOr(SuggestionId),
  /** The change that this one takes back. */
  undoOf: Schema.NullOr(Schema.String),
  score: Schema.Struct({ before: StoredScore, after: StoredScore }),
  /** As they stood before (resolved) and after (added), with the names of that time. Of an import: none. */
  conflicts: Schema.Struct({ added: Schema.Array(Conflict), resolved: Schema.Array(Conflict) })
})
export interface ChangeRecord extends Schema.Schema.Type<typeof ChangeRecord> {}

/** The timetable is not at the version any more that the decision was made for. Nothing was written. */
export class StaleVersion extends Data.TaggedError("StaleVersion")<{
  readonly expected: number
  readonly current: number
  /** The newest change, where one is recorded. */
  readonly by: ChangeRecord | null
}> {}

/** The suggestion cannot be applied (any more). One that is not there any more, or was never this user's, has expired. */
export class SuggestionSpent extends Data.TaggedError("SuggestionSpent")<{
  readonly suggestionId: SuggestionId
  readonly reason: "applied" | "rejected" | "expired" | "altered"
}> {}

export interface Commit extends Omit<ChangeRecord, "version"> {
  readonly expectedVersion: number
  /** The id of the client's frame: unique per school and user. The same one again writes nothing and answers the first record. */
  readonly clientId: string
  /** Checked again with the suggestion's row; null where no suggestion is applied. */
  readonly hash: string | null
  /** All suggestions of a basket are spent together, and none of them where one cannot be. */
  readonly alsoSpent: ReadonlyArray<SuggestionId>
}

export interface Committed {
  readonly record: ChangeRecord
  /** Place in the feed of the timetable's topic. */
  readonly epoch: string
  readonly seq: number
  readonly duplicate: boolean
}

/** Where the events of a timetable stand. */
export const topicOf = (timetableId: TimetableId): string => `timetable:${timetableId}`

/** What stands there: the record itself stands beside it, and is never altered, so the event only names it. */
export const ChangeEvent = Schema.Struct({
  event: Schema.Literal("change"),
  timetableId: TimetableId,
  version: Schema.Int,
  changeId: Schema.String
})
export const changeEvent = ({ timetableId, version, id }: ChangeRecord): typeof ChangeEvent.Type => ({
  event: "change",
  timetableId,
  version,
  changeId: id
})

export interface HistoryFilter {
  /** Changes that touched one of these; null = any. */
  readonly lessonIds: ReadonlyArray<LessonId> | null
  /** Milliseconds since 1970. */
  readonly since: number | null
  readonly limit: number
  readonly offset: number
}

/**
 * Accepted changes. `commit` is one transaction: it locks the timetable's row, checks version, suggestion, hash and expiry,
 * writes placements, pins, substitutions, the record and the event, and counts the version up: all or nothing.
 */
export class ChangeRepo extends Context.Tag("schedule/ChangeRepo")<
  ChangeRepo,
  {
    readonly commit: (
      commit: Commit
    ) => Effect.Effect<Committed, StaleVersion | SuggestionSpent | TimetableNotFound | StorageUnavailable>
    /** What this user's frame of this id did, if it did something. */
    readonly byClientId: (
      schoolId: SchoolId,
      userId: string,
      clientId: string
    ) => Effect.Effect<Committed | null, StorageUnavailable>
    readonly find: (
      schoolId: SchoolId,
      timetableId: TimetableId,
      id: string
    ) => Effect.Effect<ChangeRecord | null, StorageUnavailable>
    /** Newest first, with how many there are. */
    readonly history: (
      schoolId: SchoolId,
      timetableId: TimetableId,
      filter: HistoryFilter
    ) => Effect.Effect<{ readonly total: number; readonly changes: ReadonlyArray<ChangeRecord> }, StorageUnavailable>
    /** Those of these dates (both included), by date. */
    readonly substitutions: (
      schoolId: SchoolId,
      timetableId: TimetableId,
      from: CalendarDate,
      to: CalendarDate
    ) => Effect.Effect<ReadonlyArray<Substitution>, StorageUnavailable>
  }
>() {}
