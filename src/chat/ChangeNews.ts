import { Effect, Stream } from "effect"
import { encodeFrame, eventFrame } from "../protocol/ServerFrame.ts"
import { breathe } from "../schedule/breathe.ts"
import { ChangeFeed } from "../schedule/ChangeFeed.ts"
import type { Committed } from "../schedule/ChangeRepo.ts"
import { ConflictDetector } from "../schedule/ConflictDetector.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import { changeLines } from "./changeWords.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"
import { wireChange } from "./wireSuggestion.ts"

/**
 * Tells every accepted change to everybody of the school who looks at that timetable, the one who made it included; in
 * the order of its versions, encoded once. Ends with the scope.
 */
export const tellChanges = Effect.gen(function* () {
  const feed = yield* ChangeFeed
  const registry = yield* ConnectionRegistry
  const detector = yield* ConflictDetector
  const repo = yield* ScheduleRepo
  const stamp = yield* Stamp

  const encoded = ({ record, epoch, seq }: Committed) =>
    Effect.map(detector.inspect(record.schoolId, record.timetableId), ({ model }) => {
      const change = wireChange(model, record)
      const text = `${record.actor.name}: ${changeLines(change).join("\n")}`
      return encodeFrame(eventFrame(text, { event: "change", epoch, seq, ...change }), stamp.id(), stamp.now())
    })

  /** Who named no timetable looks at the school's current one. */
  const lookers = ({ record: { schoolId, timetableId } }: Committed) =>
    Effect.gen(function* () {
      const sessions = [...registry.sessions()].filter(({ user }) => user.schoolId === schoolId)
      if (sessions.length === 0) return sessions
      const current = yield* repo.head(schoolId, null)
      const looksAt = (session: Session) => (session.timetableId ?? current.id) === timetableId
      return sessions.filter(looksAt)
    })

  const tell = (committed: Committed) =>
    Effect.gen(function* () {
      const sessions = yield* lookers(committed)
      if (sessions.length === 0) return
      // A large one takes its time, as does its answer to whoever made it.
      yield* breathe
      const text = yield* encoded(committed)
      yield* breathe
      for (const session of sessions) session.tellEncoded(text)
    }).pipe(
      // They see by the gap in `seq` that something is missing.
      Effect.catchAllCause(cause => Effect.logWarning("a change could not be told", cause))
    )

  const changes = yield* feed.subscribe
  yield* Effect.forkScoped(Stream.runForEach(changes, tell))
})
