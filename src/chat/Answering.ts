import { Effect, Either } from "effect"
import { AiProvider } from "../assistant/AiProvider.ts"
import type { CommandFrame, UserFrame } from "../protocol/ClientFrame.ts"
import { ConflictDetector } from "../schedule/ConflictDetector.ts"
import { assistantRun } from "./AssistantRun.ts"
import { accepted, makeCommandJobs } from "./CommandJobs.ts"
import { route } from "./CommandRouter.ts"
import { ConversationRepo, IdConflict } from "./ConversationRepo.ts"
import type { Fork } from "./Lane.ts"
import { Lanes } from "./Lanes.ts"
import { Meter } from "./Meter.ts"
import { reported } from "./Reporter.ts"
import { Runs } from "./Runs.ts"
import { laneFull, type RequestError } from "./replies.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"

/** What is said in conversations: acknowledged, put into the lane of its conversation, answered there in order. */
export interface Answering {
  /** null: done, or under way. Else what has to wait its turn in the intake. */
  readonly command: (session: Session, frame: CommandFrame) => Effect.Effect<void, RequestError> | null
  readonly message: (session: Session, frame: UserFrame) => Effect.Effect<void, RequestError>
}

export const makeAnswering = (fork: Fork) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const runs = yield* Runs
    const detector = yield* ConflictDetector
    const conversations = yield* ConversationRepo
    const provider = yield* AiProvider
    const answerFreely = assistantRun({ detector, provider, conversations, stamp })
    const lanes = new Lanes(fork)
    const jobFor = yield* makeCommandJobs

    const keyOf = (session: Session, conversationId: string) => JSON.stringify([session.user.schoolId, conversationId])

    /**
     * Behind commands, which take a moment, a command waits for room in its lane. Behind an answer that is being made it
     * does not: reading would pause, and neither a cancel nor a pong would get through.
     */
    const mustWait = (session: Session, conversationId: string): boolean =>
      lanes.ahead(keyOf(session, conversationId)) === null && !runs.isTalking(session.user.schoolId, conversationId)

    const roomIn = (session: Session, conversationId: string): Effect.Effect<void> =>
      Effect.suspend(() =>
        mustWait(session, conversationId)
          ? Effect.zipRight(lanes.nextDone(keyOf(session, conversationId)), roomIn(session, conversationId))
          : Effect.void
      )

    /** Puts an answer into the lane of its conversation; `taken` hears how many stand before it. Refuses when the lane is full. */
    const queue = (
      session: Session,
      ref: string,
      conversationId: string,
      job: Effect.Effect<void, RequestError>,
      taken: (ahead: number) => void
    ): boolean => {
      const key = keyOf(session, conversationId)
      const ahead = lanes.ahead(key)
      if (ahead === null) {
        session.refuse(ref, laneFull)
        return false
      }
      taken(ahead)
      lanes.offer(key, reported(job, session, ref))
      return true
    }

    const takeCommand = (session: Session, frame: CommandFrame, conversationId: string): void => {
      const { id } = frame
      const routed = route(frame, session.user.role)
      const seen = session.recent.check(id, JSON.stringify([frame.content, frame.command, frame.timetableId]))
      if (seen === "conflict") return session.refuse(id, new IdConflict({ clientId: id }))
      if (Either.isLeft(routed)) return session.refuse(id, routed.left)
      const { manner } = routed.right.command
      if (seen !== "new" && (seen.answer !== null || manner !== "write")) {
        return session.acknowledge(id, {
          status: "duplicate",
          ...(seen.answer === null ? {} : { result: seen.answer })
        })
      }
      const job = jobFor(session, frame, routed.right, conversationId)
      if (queue(session, id, conversationId, job.work, job.taken)) return
      job.dropped()
      session.recent.forget(id)
    }

    return {
      command: (session, frame) => {
        const conversationId = frame.conversationId ?? session.id
        const take = Effect.sync(() => takeCommand(session, frame, conversationId))
        if (session.intake.length > 0 || mustWait(session, conversationId))
          return Effect.zipRight(roomIn(session, conversationId), take)
        takeCommand(session, frame, conversationId)
        return null
      },
      message: (session, { id, content, context, ...frame }) => {
        const conversationId = frame.conversationId ?? session.id
        const { user } = session
        const startedAt = stamp.millis()
        const run = runs.begin({
          id: stamp.id(),
          schoolId: user.schoolId,
          userId: user.id,
          conversationId,
          target: id
        })
        const stored = conversations.append({
          id: stamp.id(),
          schoolId: user.schoolId,
          conversationId,
          userId: user.id,
          clientId: id,
          type: "user",
          content,
          metadata: context === null ? {} : { context },
          at: startedAt
        })
        const answer = Effect.ensuring(
          answerFreely(session, run, content, frame.timetableId ?? session.timetableId),
          Effect.sync(() => {
            runs.end(run)
            meter.answered("message", (stamp.millis() - startedAt) / 1000)
          })
        )
        // Nothing is stored that will not be answered: the client may send it again.
        const hasRoom = Effect.suspend(() =>
          lanes.ahead(keyOf(session, conversationId)) === null ? Effect.fail(laneFull) : Effect.void
        )
        return Effect.zipRight(hasRoom, stored).pipe(
          Effect.map(({ messageId, duplicate }) => {
            if (duplicate) session.acknowledge(id, { status: "duplicate", message_id: messageId })
            const begun =
              !duplicate && queue(session, id, conversationId, answer, accepted(session, id, { message_id: messageId }))
            if (!begun) runs.end(run)
          }),
          Effect.tapErrorCause(() => Effect.sync(() => runs.end(run)))
        )
      }
    } satisfies Answering
  })
