import { Effect, Either, type Tracer } from "effect"
import type { Metadata } from "../../protocol/ChatMessage.ts"
import type { CommandFrame, UserFrame } from "../../protocol/ClientFrame.ts"
import { saidFrame } from "../../protocol/ServerFrame.ts"
import type { Place } from "../../schedule/EventLog.ts"
import { route } from "../CommandRouter.ts"
import { ConversationRepo, IdConflict } from "../conversations/ConversationRepo.ts"
import { Conversations, talkOf } from "../conversations/Conversations.ts"
import type { Fork } from "../Lane.ts"
import { Lanes } from "../Lanes.ts"
import { Meter } from "../Meter.ts"
import { type About, makeReport, spanHere } from "../Reporter.ts"
import { laneFull, nothingSaid, nothingToRepeat, type RequestError } from "../replies.ts"
import { RunKeeper } from "../runs/RunKeeper.ts"
import { RunSnapshots } from "../runs/RunSnapshots.ts"
import { Runs } from "../runs/Runs.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { joining } from "../topics/joining.ts"
import { conversationTopic } from "../topics/Topic.ts"
import { makeAssistantRun, type Question } from "./AssistantRun.ts"
import { accepted, makeCommandJobs } from "./CommandJobs.ts"
import type { AssistantPolicy } from "./ModelAnswer.ts"

/** What is said in conversations: acknowledged, put into the lane of its conversation, answered there in order. */
export interface Answering {
  /** null: done, or under way. Else what has to wait its turn in the intake. */
  readonly command: (session: Session, frame: CommandFrame) => Effect.Effect<void, RequestError> | null
  readonly message: (session: Session, frame: UserFrame) => Effect.Effect<void, RequestError>
}

/** Messages that are looked through for the last one of the user. */
const lookedBack = 100

export const makeAnswering = (fork: Fork, policy: AssistantPolicy) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const report = yield* makeReport
    const runs = yield* Runs
    const repo = yield* ConversationRepo
    const keeper = yield* RunKeeper
    const conversations = yield* Conversations
    const join = joining(conversations, yield* RunSnapshots)
    const answerFreely = yield* makeAssistantRun(policy)
    const lanes = new Lanes(fork)
    const jobs = yield* makeCommandJobs()

    /** Ids of conversations have no colon. */
    const keyOf = (session: Session, conversationId: string) => `${conversationId}:${session.user.schoolId}`

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
      taken: (ahead: number) => void,
      about: About
    ): boolean => {
      const key = keyOf(session, conversationId)
      const ahead = lanes.ahead(key)
      if (ahead === null) {
        session.refuse(ref, laneFull)
        return false
      }
      taken(ahead)
      lanes.offer(key, report(job, session, ref, about))
      return true
    }

    const takeCommand = (
      session: Session,
      frame: CommandFrame,
      conversationId: string,
      routed: ReturnType<typeof route>
    ): void => {
      const { id } = frame
      const seen = session.recent.check(id, JSON.stringify([frame.content, frame.command, frame.timetableId]))
      if (seen === "conflict") return session.refuse(id, new IdConflict({ clientId: id }))
      if (Either.isLeft(routed)) return session.refuse(id, routed.left)
      const { manner } = routed.right.command
      const isLate = manner === "write" || manner === "settled"
      if (seen !== "new" && (seen.answer !== null || !isLate)) {
        return session.acknowledge(id, {
          status: "duplicate",
          ...(seen.answer === null ? {} : { result: seen.answer })
        })
      }
      const isFree = lanes.ahead(keyOf(session, conversationId)) === 0
      if (isFree && jobs.instantly(session, frame, routed.right, conversationId)) return
      const job = jobs.make(session, frame, routed.right, conversationId)
      if (queue(session, id, conversationId, job.work, job.taken, { kind: "command" })) return
      job.dropped()
      session.recent.forget(id)
    }

    interface Said {
      readonly id: string
      readonly type: "user" | "command"
      readonly content: string
      readonly metadata: Metadata
      /** What is to be answered: this message, or an earlier one. */
      readonly question: Omit<Question, "messageId"> & { readonly messageId: string | null }
    }

    /** Stored, acknowledged, put into its lane, answered. */
    const converse = (session: Session, conversationId: string, said: Said): Effect.Effect<void, RequestError> => {
      const talk = talkOf(session, conversationId)
      const { id, question } = said
      const startedAt = stamp.millis()
      // Ids of messages sort by their age: the question's before its answer's.
      const saidId = stamp.id()
      const run = runs.begin({ ...talk, id: stamp.id(), target: id, messageId: stamp.id() })
      // Stored with the run that will answer it: whoever is told that it was stored will be told how that ended.
      const stored = {
        says: {
          id: saidId,
          ...talk,
          clientId: id,
          type: said.type,
          content: said.content,
          metadata: said.metadata,
          at: startedAt
        },
        begins: keeper.recordOf(run)
      }
      const frame = saidFrame(said.content, { ref: id, message_id: saidId, conversation_id: conversationId })
      const answer = Effect.ensuring(
        answerFreely(session, run, { ...question, messageId: question.messageId ?? saidId }),
        Effect.sync(() => {
          runs.end(run)
          meter.answered("message", (stamp.millis() - startedAt) / 1000)
        })
      )
      // Nothing is stored that will not be answered: the client may send it again.
      const hasRoom = Effect.suspend(() =>
        lanes.ahead(keyOf(session, conversationId)) === null ? Effect.fail(laneFull) : Effect.void
      )
      /** Who said it is told its place with the ack, and not what they said. */
      const begin = (parent: Tracer.AnySpan | null) => (place: Place) => {
        run.isRecorded = true
        join(session, conversationId)
        const taken = accepted(session, id, { message_id: saidId, topic: conversationTopic(talk).name, ...place })
        if (queue(session, id, conversationId, answer, taken, { kind: "answer", parent })) return
        runs.end(run)
        fork(keeper.abandon(run))
      }
      return Effect.zipRight(hasRoom, spanHere).pipe(
        Effect.flatMap(span => conversations.keep(talk, stored, frame, { session, placed: begin(span) })),
        Effect.map(({ duplicateOf }) => {
          if (duplicateOf === null) return
          session.acknowledge(id, { status: "duplicate", message_id: duplicateOf })
          runs.end(run)
        }),
        Effect.tapErrorCause(() => Effect.sync(() => runs.end(run)))
      )
    }

    /** The last message of the user, answered anew. */
    const again = (session: Session, frame: CommandFrame): Effect.Effect<void, RequestError> =>
      Effect.gen(function* () {
        const conversationId = frame.conversationId ?? session.id
        const { user } = session
        const owner = { schoolId: user.schoolId, userId: user.id }
        const messages = yield* repo.history(owner, conversationId, { limit: lookedBack, before: null })
        const last = messages.findLast(({ type }) => type === "user")
        if (last === undefined) return yield* nothingToRepeat
        yield* converse(session, conversationId, {
          id: frame.id,
          type: "command",
          content: frame.content || "/retry",
          metadata: {},
          question: {
            messageId: last.id,
            clientId: last.clientId ?? frame.id,
            text: last.content,
            timetableId: frame.timetableId ?? session.timetableId,
            context: frame.context ?? session.context
          }
        })
      })

    return {
      command: (session, frame) => {
        const conversationId = frame.conversationId ?? session.id
        const routed = route(frame, session.user.role)
        if (Either.isRight(routed) && routed.right.command.manner === "again") return again(session, frame)
        join(session, conversationId)
        const take = Effect.sync(() => takeCommand(session, frame, conversationId, routed))
        if (session.intake.length > 0 || mustWait(session, conversationId))
          return Effect.zipRight(roomIn(session, conversationId), take)
        takeCommand(session, frame, conversationId, routed)
        return null
      },
      message: (session, { id, content, context, ...frame }) =>
        content.trim() === ""
          ? Effect.fail(nothingSaid)
          : converse(session, frame.conversationId ?? session.id, {
              id,
              type: "user",
              content,
              metadata: context === null ? {} : { context },
              question: {
                messageId: null,
                clientId: id,
                text: content,
                timetableId: frame.timetableId ?? session.timetableId,
                context: context ?? session.context
              }
            })
    } satisfies Answering
  })
