import { Effect, Schedule } from "effect"
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
 * and then, once for all of a school. Ends with the scope.
 */
export const followCurrent = (
  /** null: it cannot be learned just now, or there is none. */
  currentOf: (session: Session) => Effect.Effect<TimetableHead | null>,
  move: (session: Session, timetable: TimetableHead) => Effect.Effect<void>
) =>
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry

    const looksElsewhere = (session: Session, { schoolId, id }: TimetableHead): boolean =>
      session.timetableId === null && session.looked?.topic !== timetableTopic(schoolId, id).topic

    const moveAll = (sessions: ReadonlyArray<Session>) =>
      Effect.gen(function* () {
        const [first] = sessions
        const current = first === undefined ? null : yield* currentOf(first)
        if (current === null) return
        for (const session of sessions)
          if (looksElsewhere(session, current))
            // In its turn: it may be about to name one.
            session.intake.offer(
              Effect.suspend(() => (looksElsewhere(session, current) ? move(session, current) : Effect.void))
            )
      })

    const look = Effect.suspend(() => {
      const bySchool = new Map<SchoolId, Array<Session>>()
      for (const session of registry.sessions()) {
        if (session.timetableId !== null) continue
        const known = bySchool.get(session.user.schoolId)
        if (known === undefined) bySchool.set(session.user.schoolId, [session])
        else known.push(session)
      }
      return Effect.forEach(bySchool.values(), moveAll, { discard: true })
    })
    const looked = Effect.catchAllCause(look, cause =>
      Effect.logWarning("current timetables could not be looked up", cause)
    )
    yield* Effect.forkScoped(Effect.schedule(looked, Schedule.spaced(every)))
  })
