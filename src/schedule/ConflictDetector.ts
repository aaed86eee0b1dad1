import { Context, type Effect } from "effect"
import type { Evaluation } from "../constraints/Evaluation.ts"
import type { LiveScore } from "../constraints/LiveScore.ts"
import type { Model } from "../constraints/Model.ts"
import type { Plan } from "../constraints/Plan.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
import type { SchoolId } from "../timetable/School.ts"
import type { Timetable, TimetableId } from "../timetable/Timetable.ts"
import type { TimetableNotFound } from "./ScheduleRepo.ts"
import type { StorageUnavailable } from "./StorageUnavailable.ts"

/**
 * A timetable at one version with everything that is wrong with it. It stays what it is when the timetable goes on, so
 * it can be kept across waits. Shared between callers: whoever applies changes to `live`, and with it to the plan, takes
 * them back before anybody else runs, as `deltaOf` does.
 */
export interface Inspection {
  readonly timetable: Timetable
  readonly model: Model
  readonly plan: Plan
  readonly live: LiveScore
  readonly evaluation: Evaluation
}

export type InspectionError = TimetableNotFound | BadConstraint | StorageUnavailable

/** Finds what is wrong with a school's timetable, at its newest version. */
export class ConflictDetector extends Context.Tag("schedule/ConflictDetector")<
  ConflictDetector,
  {
    /** `null` asks for the school's current timetable. */
    readonly inspect: (
      schoolId: SchoolId,
      timetableId: TimetableId | null
    ) => Effect.Effect<Inspection, InspectionError>
    /** A change was committed that leads from one inspection to the other: whoever asks next need not wait for a new one. */
    readonly advance: (from: Inspection, to: Inspection) => Effect.Effect<void>
  }
>() {}
