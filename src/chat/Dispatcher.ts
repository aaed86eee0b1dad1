import { Effect, Either } from "effect"
import { AiProvider } from "../assistant/AiProvider.ts"
import type { BadFrame, ClientFrame } from "../protocol/ClientFrame.ts"
import { answerFrame, eventFrame, type ServerEventOf } from "../protocol/ServerFrame.ts"
import { ConflictDetector } from "../schedule/ConflictDetector.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import { assistantRun } from "./AssistantRun.ts"
import { answerMetadata } from "./answerMetadata.ts"
import { type Routed, route } from "./CommandRouter.ts"
import { ConversationRepo, IdConflict } from "./ConversationRepo.ts"
import { type Announced, makeGreeting } from "./Greeting.ts"
import type { Fork } from "./Lane.ts"
import { Lanes } from "./Lanes.ts"
import { Meter } from "./Meter.ts"
import { Presence } from "./Presence.ts"
import { reported } from "./Reporter.ts"
import { Runs } from "./Runs.ts"
import { laneFull, noSuchRun, type RequestError, refusalFrame, tooFast, toRefusal } from "./replies.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"

type FrameOf<Tag extends ClientFrame["_tag"]> = Extract<ClientFrame, { readonly _tag: Tag }>

/** Frames refused in a row, one after another, before the peer is told to come back later. */
const maxRefusedInARow = 100

/** Decides what becomes of a frame: answered on the spot, or put into the lane it belongs to. */
export interface Dispatcher {
  readonly greet: (session: Session) => void
  /** Synchronous; whatever takes time is forked. */
  readonly dispatch: (session: Session, frame: Either.Either<ClientFrame, BadFrame>) => void
}

export const makeDispatcher = (announced: Announced, fork: Fork) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const presence = yield* Presence
    const runs = yield* Runs
    const repo = yield* ScheduleRepo
    const detector = yield* ConflictDetector
    const conversations = yield* ConversationRepo
    const provider = yield* AiProvider
    const greeting = yield* makeGreeting(repo, stamp, announced, provider.name)
    const answerFreely = assistantRun({ detector, provider, conversations, stamp })
    const lanes = new Lanes(fork)

    const ack = (session: Session, ref: string, more: Partial<ServerEventOf<"ack">> = {}) => {
      const event = { event: "ack" as const, ref, status: "accepted" as const, ...more }
      session.tell(eventFrame(event.status, event))
    }

    const refuseNow = (session: Session, ref: string | null, error: RequestError) => {
      const refusal = toRefusal(error)
      meter.refused(refusal.code)
      session.tell(refusalFrame(ref, refusal))
    }

    /** In the order in which the frames of this connection came; the inbox has room again when the job is done. */
    const takeIn = (session: Session, ref: string | null, job: Effect.Effect<void, RequestError>) => {
      session.intake.offer(
        Effect.ensuring(
          reported(job, session, ref, meter),
          Effect.sync(() => session.taken())
        )
      )
    }

    const greet = (session: Session, ref: string | null, resume: boolean) =>
      Effect.map(greeting(session, { ref, resume }), frame => session.tell(frame))

    const timetableOf = (session: Session, named: TimetableId | null): TimetableId | null =>
      named ?? session.timetableId

    const keyOf = (session: Session, conversationId: string) => JSON.stringify([session.user.schoolId, conversationId])

    /**
     * Behind commands, which take a moment, a command waits for room in its lane. Behind an answer that is being made it
     * does not: reading would pause, and neither a cancel nor a pong would get through.
     */
    const roomIn = (session: Session, conversationId: string): Effect.Effect<void> =>
      Effect.suspend(() => {
        const key = keyOf(session, conversationId)
        return lanes.ahead(key) !== null || runs.isTalking(session.user.schoolId, conversationId)
          ? Effect.void
          : Effect.zipRight(lanes.nextDone(key), roomIn(session, conversationId))
      })

    /** Puts an answer into the lane of its conversation and acknowledges; refuses when the lane is full. */
    const queue = (
      session: Session,
      ref: string,
      conversationId: string,
      job: Effect.Effect<void, RequestError>,
      more: Partial<ServerEventOf<"ack">> = {}
    ): boolean => {
      const key = keyOf(session, conversationId)
      const ahead = lanes.ahead(key)
      if (ahead === null) {
        refuseNow(session, ref, laneFull)
        return false
      }
      ack(session, ref, ahead === 0 ? more : { ...more, status: "queued", position: ahead })
      lanes.offer(key, reported(job, session, ref, meter))
      return true
    }

    const answerCommand = (session: Session, frame: FrameOf<"Command">, routed: Routed, conversationId: string) =>
      Effect.suspend(() => {
        const startedAt = stamp.millis()
        const asker = {
          user: session.user,
          timetableId: timetableOf(session, frame.timetableId),
          context: frame.context ?? session.context
        }
        return routed.command.run(routed.parameters, asker).pipe(
          Effect.provideService(ConflictDetector, detector),
          Effect.map(answer => {
            const metadata = answerMetadata(frame.id, conversationId, routed.command.name, stamp.id(), answer)
            session.recent.remember(frame.id, metadata)
            session.tell(answerFrame(answer.text, metadata))
            meter.answered(routed.command.name, (stamp.millis() - startedAt) / 1000)
          }),
          Effect.tapErrorCause(() => Effect.sync(() => session.recent.forget(frame.id)))
        )
      })

    const onCommand = (session: Session, frame: FrameOf<"Command">) => {
      const seen = session.recent.check(frame.id, JSON.stringify([frame.content, frame.command, frame.timetableId]))
      const routed = route(frame, session.user.role)
      const conversationId = frame.conversationId ?? session.id
      takeIn(
        session,
        frame.id,
        Effect.suspend((): Effect.Effect<void, RequestError> => {
          if (seen === "conflict") return Effect.fail(new IdConflict({ clientId: frame.id }))
          if (Either.isLeft(routed)) return Effect.fail(routed.left)
          if (seen !== "new") {
            ack(session, frame.id, { status: "duplicate", ...(seen.answer === null ? {} : { result: seen.answer }) })
            return Effect.void
          }
          const answer = answerCommand(session, frame, routed.right, conversationId)
          return Effect.map(roomIn(session, conversationId), () => {
            if (!queue(session, frame.id, conversationId, answer)) session.recent.forget(frame.id)
          })
        })
      )
    }

    const onUser = (session: Session, frame: FrameOf<"User">) => {
      const { id, content } = frame
      if (content.trim().startsWith("/")) return onCommand(session, { ...frame, _tag: "Command", command: null })
      const conversationId = frame.conversationId ?? session.id
      const { user } = session
      const run = runs.begin({
        id: stamp.id(),
        schoolId: user.schoolId,
        userId: user.id,
        conversationId,
        target: id
      })
      const startedAt = stamp.millis()
      const stored = conversations.append({
        id: stamp.id(),
        schoolId: user.schoolId,
        conversationId,
        userId: user.id,
        clientId: id,
        type: "user",
        content,
        metadata: frame.context === null ? {} : { context: frame.context },
        at: startedAt
      })
      const timetableId = timetableOf(session, frame.timetableId)
      const answer = Effect.ensuring(
        answerFreely(session, run, content, timetableId),
        Effect.sync(() => {
          runs.end(run)
          meter.answered("message", (stamp.millis() - startedAt) / 1000)
        })
      )
      // Nothing is stored that will not be answered: the client may send it again.
      const hasRoom = Effect.suspend(() =>
        lanes.ahead(keyOf(session, conversationId)) === null ? Effect.fail(laneFull) : Effect.void
      )
      takeIn(
        session,
        id,
        Effect.zipRight(hasRoom, stored).pipe(
          Effect.map(({ messageId, duplicate }) => {
            if (duplicate) ack(session, id, { status: "duplicate", message_id: messageId })
            const begun = !duplicate && queue(session, id, conversationId, answer, { message_id: messageId })
            if (!begun) runs.end(run)
          }),
          Effect.tapErrorCause(() => Effect.sync(() => runs.end(run)))
        )
      )
    }

    const onView = (session: Session, { id, body }: FrameOf<"View">) =>
      takeIn(
        session,
        id,
        Effect.map(repo.head(session.user.schoolId, timetableOf(session, body.timetable_id ?? null)), head => {
          if (body.timetable_id != null) session.timetableId = head.id
          if (body.context != null) session.context = body.context
          presence.joined(session, head.id)
          ack(session, id)
        })
      )

    const onCancel = (session: Session, { id, body }: FrameOf<"Cancel">) => {
      const which = { runId: body.run_id ?? null, target: body.target ?? null }
      switch (runs.cancel(session.user, which)) {
        case "cancelled":
          return ack(session, id)
        case "over":
          return ack(session, id, { status: "noop" })
        case "unknown":
          return refuseNow(session, id, noSuchRun)
      }
    }

    const onPing = (session: Session, { id, body }: FrameOf<"Ping">) => {
      const server_time = stamp.now()
      session.tell(
        eventFrame("pong", {
          event: "pong",
          ref: id,
          ...(body.t === undefined ? {} : { t: body.t }),
          server_time
        })
      )
    }

    /** What bypasses the lanes is answered here, at once; it never waits behind other work. */
    const take = (session: Session, frame: ClientFrame): void => {
      switch (frame._tag) {
        case "Command":
          return onCommand(session, frame)
        case "User":
          return onUser(session, frame)
        case "View":
          return onView(session, frame)
        case "Hello":
          return takeIn(session, frame.id, greet(session, frame.id, frame.body.resume != null))
        case "Ping":
          onPing(session, frame)
          return session.taken()
        case "Cancel":
          onCancel(session, frame)
          return session.taken()
        case "Auth":
          ack(session, frame.id, { status: "noop" })
          return session.taken()
      }
    }

    const onBadFrame = (session: Session, error: BadFrame, now: number) => {
      meter.received("bad")
      refuseNow(session, error.ref, error)
      if (session.countBadFrame(now)) session.close("badFrames")
      session.taken()
    }

    const onTooFast = (session: Session, ref: string, retryAfterMillis: number) => {
      refuseNow(session, ref, tooFast(retryAfterMillis))
      session.refusedInARow += 1
      if (session.refusedInARow >= maxRefusedInARow) session.close("tooManyRequests")
      session.taken()
    }

    const dispatch: Dispatcher["dispatch"] = (session, decoded) => {
      const now = stamp.millis()
      if (Either.isLeft(decoded)) return onBadFrame(session, decoded.left, now)
      const frame = decoded.right
      meter.received(frame._tag.toLowerCase())
      const wait = session.bucket.take(now)
      if (wait > 0) return onTooFast(session, frame.id, wait)
      session.refusedInARow = 0
      take(session, frame)
    }

    return {
      dispatch,
      greet: session => {
        session.intake.offer(reported(greet(session, null, false), session, null, meter))
      }
    } satisfies Dispatcher
  })
