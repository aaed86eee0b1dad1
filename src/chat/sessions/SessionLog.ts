import { Effect, FiberSet, Schedule } from "effect"
import { GroupCommit } from "../../schedule/GroupCommit.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import type { Session } from "./Session.ts"
import { SessionRepo, type StoredSession } from "./SessionRepo.ts"

const every = "100 millis"
const batch = 500
/** What waits beyond that is not kept: those sessions load again instead of being resumed. */
const unkeptAtMost = 20_000

/**
 * Sessions are kept behind the greeting, many in one statement, so that ten thousand who come together are some twenty.
 * Until the store has them, however long that takes, they are found here. Who comes back to another node within that
 * moment has nothing to resume yet. Ends with the scope.
 */
export const makeSessionLog = Effect.gen(function* () {
  const repo = yield* SessionRepo
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  /** By id; those that are on their way to the store, too. */
  const unkept = new Map<string, StoredSession>()

  const note = ({ id, user }: Session): void => {
    if (unkept.size >= unkeptAtMost && !unkept.has(id)) return
    unkept.set(id, { id, schoolId: user.schoolId, userId: user.id, seenAt: stamp.millis() })
  }

  /** One that was noted again meanwhile is written again. */
  const settle = (sessions: ReadonlyArray<StoredSession>): void => {
    for (const session of sessions) if (unkept.get(session.id) === session) unkept.delete(session.id)
  }

  const keep = (sessions: ReadonlyArray<StoredSession>) => Effect.map(repo.keep(sessions), () => settle(sessions))

  const keepOne = (session: StoredSession) =>
    Effect.catchAllDefect(keep([session]), defect => {
      settle([session])
      return Effect.logWarning("a session could not be kept", defect)
    })

  // A statement without rows would be one for nothing. One that the store cannot have, since nobody knows its school,
  // costs the others nothing.
  const write = Effect.suspend(() => {
    const sessions = [...unkept.values()].slice(0, batch)
    return sessions.length === 0
      ? Effect.void
      : Effect.catchAllDefect(keep(sessions), () => Effect.forEach(sessions, keepOne, { discard: true }))
  })
  /** Until fewer than this are left. What cannot be kept for now waits for the next time. */
  const writeDownTo = (left: number) =>
    Effect.repeat(write, { until: () => unkept.size < left }).pipe(
      Effect.catchTag("StorageUnavailable", error => Effect.logDebug("sessions are not kept for now", error))
    )

  const runFork = yield* FiberSet.makeRuntime<never>()
  const lookUps = new GroupCommit({
    commitAll: (ids: ReadonlyArray<string>) =>
      Effect.map(repo.find(ids), found => {
        const byId = new Map(found.map(session => [session.id, session]))
        return ids.map(id => byId.get(id) ?? null)
      }),
    bound: batch,
    fork: job => void runFork(job)
  })

  yield* Effect.addFinalizer(() => writeDownTo(1))
  yield* registry.onLeave(note)
  // What came while one batch was written waits, or a storm would be one small statement after another.
  yield* Effect.forkScoped(Effect.schedule(writeDownTo(batch), Schedule.spaced(every)))
  return {
    note,
    /** null: it is not known, or not any more. Those that a thousand ask for who come back at once are a few queries. */
    find: (id: string) =>
      Effect.suspend(() => {
        const known = unkept.get(id)
        return known === undefined ? lookUps.commit(id) : Effect.succeed(known)
      })
  }
})
