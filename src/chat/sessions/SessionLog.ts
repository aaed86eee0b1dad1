import { Effect, Schedule } from "effect"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import type { Session } from "./Session.ts"
import { SessionRepo, type StoredSession } from "./SessionRepo.ts"

const every = "100 millis"
const batch = 500
/** What waits beyond that is not kept: those sessions load again instead of being resumed. */
const waitingAtMost = 20_000

/**
 * Sessions are kept behind the greeting, many in one statement, so that ten thousand who come together are some twenty.
 * Who is cut off within that moment has nothing to resume yet. Ends with the scope.
 */
export const makeSessionLog = Effect.gen(function* () {
  const repo = yield* SessionRepo
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  const waiting: Array<StoredSession> = []

  const note = ({ id, user }: Session): void => {
    if (waiting.length >= waitingAtMost) return
    waiting.push({ id, schoolId: user.schoolId, userId: user.id, seenAt: stamp.millis() })
  }
  // A statement without rows would be one for nothing.
  const write = Effect.suspend(() => {
    const sessions = waiting.splice(0, batch)
    return sessions.length === 0 ? Effect.void : repo.keep(sessions)
  }).pipe(Effect.catchAllCause(cause => Effect.logWarning("sessions could not be kept", cause)))
  const writeAll = Effect.repeat(write, { while: () => waiting.length > 0 })

  yield* Effect.addFinalizer(() => writeAll)
  yield* registry.onLeave(note)
  yield* Effect.forkScoped(Effect.schedule(writeAll, Schedule.spaced(every)))
  return {
    note,
    /** null: it is not known, or not any more. */
    find: (id: string) =>
      Effect.suspend(() => {
        const unwritten = waiting.find(session => session.id === id)
        return unwritten === undefined ? repo.find(id) : Effect.succeed(unwritten)
      })
  }
})
