import { Context, type Effect, Schema } from "effect"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { SchoolId } from "../../timetable/School.ts"

/** A session as it is kept, for good bound to its user. */
export const StoredSession = Schema.Struct({
  id: Schema.NonEmptyString,
  schoolId: SchoolId,
  userId: Schema.NonEmptyString,
  /** Milliseconds since 1970. */
  seenAt: Schema.Int
})
export interface StoredSession extends Schema.Schema.Type<typeof StoredSession> {}

/** Sessions that may be resumed. */
export class SessionRepo extends Context.Tag("chat/SessionRepo")<
  SessionRepo,
  {
    /** Those that are known are seen again; whose they are never changes. */
    readonly keep: (sessions: ReadonlyArray<StoredSession>) => Effect.Effect<void, StorageUnavailable>
    /** Those of these ids that are there, in any order; of whatever school: whoever shows another's is refused. */
    readonly find: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<StoredSession>, StorageUnavailable>
    /** Forgets those not seen since; a bounded piece of work; answers how many. */
    readonly trim: (before: number) => Effect.Effect<number, StorageUnavailable>
  }
>() {}
