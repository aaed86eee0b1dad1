import { Context, type Effect, Schema } from "effect"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { SchoolId } from "../../timetable/School.ts"

/** Somebody of a school, as their tokens call them. */
export const Person = Schema.Struct({ schoolId: SchoolId, userId: Schema.NonEmptyString })
export interface Person extends Schema.Schema.Type<typeof Person> {}

/** Somebody was logged out. */
export const LoggedOut = Schema.Struct({
  ...Person.fields,
  /** Milliseconds since 1970. */
  at: Schema.Int
})
export interface LoggedOut extends Schema.Schema.Type<typeof LoggedOut> {}

/** Who was logged out when, on any node: what was issued to them before then is nothing worth any more. */
export class LogoutRepo extends Context.Tag("chat/LogoutRepo")<
  LogoutRepo,
  {
    /** The newest of a person counts. */
    readonly keep: (logout: LoggedOut) => Effect.Effect<void, StorageUnavailable>
    /** Those of these people who were logged out, in any order. */
    readonly find: (people: ReadonlyArray<Person>) => Effect.Effect<ReadonlyArray<LoggedOut>, StorageUnavailable>
    /** All from this moment on. */
    readonly since: (at: number) => Effect.Effect<ReadonlyArray<LoggedOut>, StorageUnavailable>
    /** Forgets those from before; a bounded piece of work; answers how many. */
    readonly trim: (before: number) => Effect.Effect<number, StorageUnavailable>
  }
>() {}
