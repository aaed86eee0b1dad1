import { Cause, Effect, Either, Option, Tracer } from "effect"
import type { ErrorCode } from "../protocol/ErrorCode.ts"
import { internalRefusal, type RequestError, toRefusal } from "./replies.ts"
import type { Session } from "./sessions/Session.ts"
import { Tracing } from "./Tracing.ts"

/** What a log line needs to be found again; whatever is logged while a frame is worked on carries it. */
const known = ({ connection, id, user, timetableId, looked }: Session, ref: string | null) => ({
  connection_id: connection.id,
  session_id: id,
  user: user.id,
  ...(ref === null ? {} : { ref }),
  ...(looked === null && timetableId === null
    ? {}
    : { timetable: timetableId ?? looked?.name.slice("timetable:".length) })
})

/** The one place where log lines learn whose they are. Not on the way of a frame that is answered at once. */
export const logged = (session: Session, ref: string | null) => Effect.annotateLogs(known(session, ref))

/** The same for what belongs to a run. */
export const loggedRun = (runId: string) => Effect.annotateLogs({ run_id: runId })

/** Under what the work of a frame is reported: what it is, and the span of what set it going. */
export interface About {
  readonly kind: string
  readonly parent?: Tracer.AnySpan | null
}

/** Tells who asked what went wrong, and the log what only the log may know. Gives the code that was told. */
export const refused =
  (session: Session, ref: string | null) =>
  (cause: Cause.Cause<RequestError>): Effect.Effect<ErrorCode> =>
    Effect.suspend(() => {
      const error = Cause.failureOrCause(cause)
      if (Either.isRight(error)) {
        session.refuse(ref, internalRefusal)
        return Effect.as(Effect.logError("request failed", cause), internalRefusal.code)
      }
      const refusal = toRefusal(error.left)
      session.refuse(ref, refusal)
      return error.left._tag === "StorageUnavailable"
        ? Effect.as(Effect.logWarning("storage unavailable", error.left.cause), refusal.code)
        : Effect.succeed(refusal.code)
    })

/**
 * The one boundary of a request: typed errors become replies, defects are logged with their cause and answered with
 * "internal", and the session lives on. What comes out cannot fail.
 */
export type Report = (
  work: Effect.Effect<void, RequestError>,
  session: Session,
  ref: string | null,
  about: About
) => Effect.Effect<void>

export const makeReport = Effect.map(
  Tracing,
  (tracing): Report =>
    (work, session, ref, { kind, parent = null }) =>
      work.pipe(
        tracing.frame({ kind, connectionId: session.connection.id, ref, parent }),
        Effect.catchAllCause(cause =>
          Cause.isInterruptedOnly(cause) ? Effect.interrupt : refused(session, ref)(cause)
        ),
        Effect.asVoid,
        logged(session, ref)
      )
)

/** The span under which this runs; null: none. */
export const spanHere: Effect.Effect<Tracer.AnySpan | null> = Effect.map(
  Effect.serviceOption(Tracer.ParentSpan),
  Option.getOrNull
)
