import { Cause, Effect } from "effect"
import { internalRefusal, type RequestError } from "./replies.ts"
import type { Session } from "./Session.ts"

/** Puts what a log line needs to be found again on it. Only where one is written: annotating every request costs more. */
export const logged = (session: Session, ref: string | null) =>
  Effect.annotateLogs({ connection_id: session.connection.id, ref: ref ?? "" })

/**
 * The one boundary of a request: typed errors become replies, defects are logged with their cause and answered with
 * "internal", and the session lives on. What comes out cannot fail.
 */
export const reported = (
  work: Effect.Effect<void, RequestError>,
  session: Session,
  ref: string | null
): Effect.Effect<void> =>
  Effect.catchAllCause(work, cause => {
    if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
    const error = Cause.failureOrCause(cause)
    if (error._tag === "Right") {
      session.refuse(ref, internalRefusal)
      return logged(session, ref)(Effect.logError("request failed", cause))
    }
    session.refuse(ref, error.left)
    return error.left._tag === "StorageUnavailable"
      ? logged(session, ref)(Effect.logWarning("storage unavailable", error.left.cause))
      : Effect.void
  })
