import { Context, Data, type Effect } from "effect"
import type { Conflict } from "../constraints/Conflict.ts"
import type { SuggestionId } from "../suggestions/Suggestion.ts"
import type { Edit } from "../timetable/Edit.ts"
import type { SchoolId } from "../timetable/School.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import type { ChangeKind, Committed, StaleVersion, SuggestionSpent } from "./ChangeRepo.ts"
import type { InspectionError } from "./ConflictDetector.ts"

/**
 * A lesson is not where the edit takes it from, or not pinned as it says: somebody moved it since; or it would go to a
 * slot, a room or people that are not there any more; or somebody else stands in for it by now. Nothing was written.
 */
export class EditOutdated extends Data.TaggedError("EditOutdated")<{ readonly lessonIds: ReadonlyArray<string> }> {}

/**
 * The edit would add hard conflicts and not lower the hard cost, or move pinned lessons. Nothing was written; a reason
 * forces it. Taking a change back may bring back the conflicts that the change resolved, and lessons to where they are
 * pinned.
 */
export class HardConstraintViolation extends Data.TaggedError("HardConstraintViolation")<{
  readonly added: ReadonlyArray<Conflict>
  readonly pinnedLessonIds: ReadonlyArray<string>
}> {}

export interface Decision {
  readonly schoolId: SchoolId
  readonly timetableId: TimetableId
  readonly actor: { readonly id: string; readonly name: string }
  /** Of the frame that decided it. */
  readonly clientId: string
  readonly kind: ChangeKind
  readonly edit: Edit
  /** The version the person looked at. */
  readonly version: number
  readonly suggestion: { readonly id: SuggestionId; readonly hash: string } | null
  readonly alsoSpent: ReadonlyArray<SuggestionId>
  readonly undoOf: string | null
  /** A note; for a forced edit its reason, without which nothing is forced. */
  readonly why: string | null
  readonly forced: boolean
}

export type ApplyError = StaleVersion | SuggestionSpent | EditOutdated | HardConstraintViolation | InspectionError

/**
 * Turns a person's decision into a written change: judged on exactly the version that is then locked, committed with its
 * audit record and event, taken over by the conflict detector, and told to everybody who looks.
 */
export class Applier extends Context.Tag("schedule/Applier")<
  Applier,
  { readonly apply: (decision: Decision) => Effect.Effect<Committed, ApplyError> }
>() {}
