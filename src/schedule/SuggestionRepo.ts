import { Context, type Effect } from "effect"
import type { Suggestion, SuggestionId } from "../suggestions/Suggestion.ts"
import type { SchoolId } from "../timetable/School.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import type { StorageUnavailable } from "./StorageUnavailable.ts"

/** Whose suggestions: nobody sees another's, or another school's. */
export interface SuggestionOwner {
  readonly schoolId: SchoolId
  readonly userId: string
}

/** Suggestions that were shown. They survive restarts, expire, and are trimmed: at most 1,000 a user are kept, the oldest go. */
export class SuggestionRepo extends Context.Tag("schedule/SuggestionRepo")<
  SuggestionRepo,
  {
    readonly put: (suggestions: ReadonlyArray<Suggestion>) => Effect.Effect<void, StorageUnavailable>
    /** null: there is none, or it is somebody else's. Expired, applied and rejected ones are found too. */
    readonly find: (owner: SuggestionOwner, id: SuggestionId) => Effect.Effect<Suggestion | null, StorageUnavailable>
    /** Open ones become rejected; false when it was not open. */
    readonly reject: (owner: SuggestionOwner, id: SuggestionId) => Effect.Effect<boolean, StorageUnavailable>
    readonly setInBasket: (
      owner: SuggestionOwner,
      id: SuggestionId,
      inBasket: boolean
    ) => Effect.Effect<void, StorageUnavailable>
    /** Open suggestions in the basket for this timetable, in the order in which they were put. */
    readonly basket: (
      owner: SuggestionOwner,
      timetableId: TimetableId
    ) => Effect.Effect<ReadonlyArray<Suggestion>, StorageUnavailable>
  }
>() {}
