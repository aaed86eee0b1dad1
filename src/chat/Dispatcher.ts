import { Effect, Either, Redacted } from "effect"
import type { BadFrame, ClientFrame, CommandFrame } from "../protocol/ClientFrame.ts"
import { eventFrame } from "../protocol/ServerFrame.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { makeAnswering } from "./answering/Answering.ts"
import type { AssistantPolicy } from "./answering/ModelAnswer.ts"
import type { Fork } from "./Lane.ts"
import { Meter } from "./Meter.ts"
import { makeReport } from "./Reporter.ts"
import { noSuchRun, type RequestError, tooFast } from "./replies.ts"
import { makeCancelling } from "./runs/Cancelling.ts"
import type { Cancelling } from "./runs/Runs.ts"
import { Stamp } from "./Stamp.ts"
import type { Announced } from "./sessions/Greeting.ts"
import { Identity } from "./sessions/Identity.ts"
import { renewing } from "./sessions/renewing.ts"
import type { Session } from "./sessions/Session.ts"
import { makeWelcome } from "./sessions/Welcome.ts"
import { Presence } from "./topics/Presence.ts"
import { timetableTopic } from "./topics/Topic.ts"

type FrameOf<Tag extends ClientFrame["_tag"]> = Extract<ClientFrame, { readonly _tag: Tag }>

/** Frames refused for their speed before the peer is told to come back later; one that passes forgives some of them. */
const maxRefusals = 100
const forgiven = 10

/** Who says one of these does not come back to resume. */
const speaks: ReadonlySet<ClientFrame["_tag"]> = new Set(["Command", "User", "View"])

/** Decides what becomes of a frame: answered on the spot, or put where it waits its turn. */
export interface Dispatcher {
  readonly greet: (session: Session) => void
  /** Synchronous; whatever takes time is forked. */
  readonly dispatch: (session: Session, frame: Either.Either<ClientFrame, BadFrame>) => void
}

export const makeDispatcher = (announced: Announced, policy: AssistantPolicy, fork: Fork) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const report = yield* makeReport
    const presence = yield* Presence
    const cancelling = yield* makeCancelling
    const repo = yield* ScheduleRepo
    const renew = renewing(yield* Identity)
    const welcome = yield* makeWelcome(announced, fork)
    const answering = yield* makeAnswering(fork, policy)

    /** In the order in which the frames of this connection came; the inbox has room again when the job is done. */
    const takeIn = (session: Session, ref: string, kind: string, job: Effect.Effect<void, RequestError>) => {
      session.intake.offer(
        Effect.ensuring(
          report(job, session, ref, { kind }),
          Effect.sync(() => session.taken())
        )
      )
    }

    const onCommand = (session: Session, frame: CommandFrame) => {
      const waits = answering.command(session, frame)
      if (waits === null) session.taken()
      else takeIn(session, frame.id, "command", waits)
    }

    const onUser = (session: Session, frame: FrameOf<"User">) =>
      frame.content.trim().startsWith("/")
        ? onCommand(session, { ...frame, _tag: "Command", command: null })
        : takeIn(session, frame.id, "user", answering.message(session, frame))

    const onView = (session: Session, { id, body }: FrameOf<"View">) =>
      takeIn(
        session,
        id,
        "view",
        Effect.gen(function* () {
          const head = yield* repo.head(session.user.schoolId, body.timetable_id ?? session.timetableId)
          yield* welcome.subscribe(session, body.subscribe ?? [])
          if (body.timetable_id != null) session.timetableId = head.id
          if (body.context != null) session.context = body.context
          yield* welcome.lookAt(session, timetableTopic(head.schoolId, head.id))
          presence.joined(session, head.id)
          session.acknowledge(id)
        })
      )

    const onHello = (session: Session, { id, body }: FrameOf<"Hello">) =>
      takeIn(session, id, "hello", welcome.hello(session, id, body.resume ?? null))

    const onCancelled = (session: Session, ref: string, result: Cancelling): void => {
      switch (result) {
        case "cancelled":
          return session.acknowledge(ref)
        case "over":
          return session.acknowledge(ref, { status: "noop" })
        case "unknown":
          return session.refuse(ref, noSuchRun)
      }
    }

    /** On the spot where the run is made here; what another node may be making waits for nobody else's work either. */
    const onCancel = (session: Session, { id, body }: FrameOf<"Cancel">) => {
      const which = { runId: body.run_id ?? null, target: body.target ?? null }
      const result = cancelling.here(session.user, which)
      if (result !== "unknown") return onCancelled(session, id, result)
      const elsewhere = Effect.map(cancelling.elsewhere(session.user, which), found => onCancelled(session, id, found))
      fork(report(elsewhere, session, id, { kind: "cancel" }))
    }

    /** A token may have to be looked up elsewhere; nothing waits for it, and it waits for nothing. */
    const onAuth = (session: Session, { id, body }: FrameOf<"Auth">) => {
      const renewed = report(renew(session, id, Redacted.make(body.token)), session, id, { kind: "auth" })
      fork(
        Effect.ensuring(
          renewed,
          Effect.sync(() => session.taken())
        )
      )
    }

    const onPing = (session: Session, { id, body }: FrameOf<"Ping">) => {
      const t = body.t === undefined ? {} : { t: body.t }
      session.tell(eventFrame("pong", { event: "pong", ref: id, ...t, server_time: stamp.now() }))
    }

    /** What bypasses the lanes is answered here, at once; it never waits behind other work. */
    const take = (session: Session, frame: ClientFrame): void => {
      if (speaks.has(frame._tag)) welcome.settle(session)
      switch (frame._tag) {
        case "Command":
          return onCommand(session, frame)
        case "User":
          return onUser(session, frame)
        case "View":
          return onView(session, frame)
        case "Hello":
          return onHello(session, frame)
        case "Ping":
          onPing(session, frame)
          return session.taken()
        case "Cancel":
          onCancel(session, frame)
          return session.taken()
        case "Auth":
          return onAuth(session, frame)
      }
    }

    const onBadFrame = (session: Session, error: BadFrame, now: number) => {
      meter.received("bad")
      session.refuse(error.ref, error)
      if (session.countBadFrame(now)) session.close("badFrames")
      session.taken()
    }

    const onTooFast = (session: Session, ref: string, retryAfterMillis: number) => {
      session.refuse(ref, tooFast(retryAfterMillis))
      session.refusals += 1
      if (session.refusals >= maxRefusals) session.close("tooManyRequests")
      session.taken()
    }

    return {
      dispatch: (session, decoded) => {
        const now = stamp.millis()
        if (Either.isLeft(decoded)) return onBadFrame(session, decoded.left, now)
        const frame = decoded.right
        meter.received(frame._tag.toLowerCase())
        const wait = session.draw(now)
        if (wait > 0) return onTooFast(session, frame.id, wait)
        session.refusals = Math.max(0, session.refusals - forgiven)
        take(session, frame)
      },
      greet: session => {
        session.intake.offer(report(welcome.greet(session), session, null, { kind: "greeting" }))
      }
    } satisfies Dispatcher
  })
