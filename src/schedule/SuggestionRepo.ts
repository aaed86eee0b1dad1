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

/** Suggestions of one user that are kept; the oldest go. */
export const keptPerUser = 1000

/**
 * Suggestions that were shown. They survive restarts, expire, and are trimmed (`keptPerUser`). An expired one stays open:
 * whoever applies it is refused.
 */
export class SuggestionRepo extends Context.Tag("schedule/SuggestionRepo")<
  SuggestionRepo,
  {
    /** One whose id is there already stays as it is, so a put whose answer was lost can be repeated. */
    readonly put: (suggestions: ReadonlyArray<Suggestion>) => Effect.Effect<void, StorageUnavailable>
    /** null: there is none, or it is somebody else's. Expired, applied and rejected ones are found too. */
    readonly find: (owner: SuggestionOwner, id: SuggestionId) => Effect.Effect<Suggestion | null, StorageUnavailable>
    /** Open ones become rejected; false when it was not open. */
    readonly reject: (owner: SuggestionOwner, id: SuggestionId) => Effect.Effect<boolean, StorageUnavailable>
    /** Of an open suggestion; others stay as they are. */
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
