import { Effect, Schedule } from "effect"
import { ScheduleRepo } from "../../schedule/ScheduleRepo.ts"
import type { SchoolId } from "../../timetable/School.ts"
import type { TimetableHead } from "../../timetable/Timetable.ts"
import { ConnectionRegistry } from "../sessions/ConnectionRegistry.ts"
import type { Session } from "../sessions/Session.ts"
import { timetableTopic } from "./Topic.ts"

/** For so long a school's new current timetable may go unnoticed by those who named none. */
const every = "2 seconds"

/**
 * Who named no timetable looks at the school's current one, whichever it is by now. Another process may import one and
 * make it current without a word, and the database may have been away when somebody was greeted: so it is looked up now
 * and then, once for all schools. Ends with the scope.
 */
export const followCurrent = (move: (session: Session, timetable: TimetableHead) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry
    const repo = yield* ScheduleRepo

    const looksElsewhere = (session: Session, { schoolId, id }: TimetableHead): boolean =>
      session.timetableId === null && session.looked?.topic !== timetableTopic(schoolId, id).topic

    /** Who named none, by school. */
    const followers = (): ReadonlyMap<SchoolId, ReadonlyArray<Session>> => {
      const bySchool = new Map<SchoolId, Array<Session>>()
      for (const session of registry.sessions()) {
        if (session.timetableId !== null) continue
        const known = bySchool.get(session.user.schoolId)
        if (known === undefined) bySchool.set(session.user.schoolId, [session])
        else known.push(session)
      }
      return bySchool
    }

    const look = Effect.gen(function* () {
      const bySchool = followers()
      if (bySchool.size === 0) return
      for (const current of yield* repo.currentHeads([...bySchool.keys()]))
        for (const session of bySchool.get(current.schoolId) ?? [])
          if (looksElsewhere(session, current))
            // In its turn: it may be about to name one.
            session.intake.offer(
              Effect.suspend(() => (looksElsewhere(session, current) ? move(session, current) : Effect.void))
            )
    }).pipe(
      Effect.catchTag("StorageUnavailable", () => Effect.void),
      Effect.catchAllCause(cause => Effect.logWarning("current timetables could not be looked up", cause))
    )
    yield* Effect.forkScoped(Effect.schedule(look, Schedule.spaced(every)))
  })
