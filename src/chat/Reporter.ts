import { Cause, Effect } from "effect"
import type { Counting } from "./Meter.ts"
import { internalRefusal, type RequestError, refusalFrame, toRefusal } from "./replies.ts"
import type { Session } from "./Session.ts"

/**
 * The one boundary of a request: typed errors become replies, defects are logged with their cause and answered with
 * "internal", and the session lives on. What comes out cannot fail.
 */
export const reported = <R>(
  work: Effect.Effect<void, RequestError, R>,
  session: Session,
  ref: string | null,
  meter: Counting
): Effect.Effect<void, never, R> =>
  work.pipe(
    Effect.catchAll(error =>
      Effect.suspend(() => {
        const refusal = toRefusal(error)
        meter.refused(refusal.code)
        session.tell(refusalFrame(ref, refusal))
        return error._tag === "StorageUnavailable" ? Effect.logWarning("storage unavailable", error.cause) : Effect.void
      })
    ),
    Effect.catchAllCause(cause =>
      Cause.isInterruptedOnly(cause)
        ? Effect.failCause(cause)
        : Effect.suspend(() => {
            meter.refused("internal")
            session.tell(refusalFrame(ref, internalRefusal))
            return Effect.logError("request failed", cause)
          })
    ),
    Effect.annotateLogs({ connection_id: session.connection.id, ref: ref ?? "" })
  )
