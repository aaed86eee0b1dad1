import { Effect, Either } from "effect"
import type { CommandFrame } from "../../protocol/ClientFrame.ts"
import { type AnswerMetadata, answerFrame, type ServerEventOf } from "../../protocol/ServerFrame.ts"
import type { ChangeFeed } from "../../schedule/ChangeFeed.ts"
import type { Asker, CommandServices, Manner } from "../Command.ts"
import type { Routed } from "../CommandRouter.ts"
import { ConversationLog, isLogged } from "../conversations/ConversationLog.ts"
import { ConversationMemory } from "../conversations/ConversationMemory.ts"
import { Conversations, type Talk, talkOf } from "../conversations/Conversations.ts"
import { storedAnswer } from "../conversations/storedAnswer.ts"
import { Meter } from "../Meter.ts"
import { loggedRun, refused } from "../Reporter.ts"
import type { RequestError } from "../replies.ts"
import { RunKeeper } from "../runs/RunKeeper.ts"
import { Runs } from "../runs/Runs.ts"
import { RunVoice } from "../runs/RunVoice.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "../sessions/ConnectionRegistry.ts"
import type { Session } from "../sessions/Session.ts"
import { Tracing } from "../Tracing.ts"
import { answerMetadata } from "./answerMetadata.ts"
import { commandRun } from "./CommandRun.ts"
import { commandWrite } from "./CommandWrite.ts"

/** What is to be done for a command, once it is its turn. */
export interface CommandJob {
  readonly work: Effect.Effect<void, RequestError>
  /** It is in the lane of its conversation, with so many before it. */
  readonly taken: (ahead: number) => void
  /** There was no room for it. */
  readonly dropped: () => void
}

type WriteServices = CommandServices | ChangeFeed

const nothing = (): void => {}

export const accepted =
  (session: Session, ref: string, more: Partial<ServerEventOf<"ack">> = {}) =>
  (ahead: number): void =>
    session.acknowledge(ref, ahead === 0 ? more : { ...more, status: "queued", position: ahead })

export const makeCommandJobs = () =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const runs = yield* Runs
    const registry = yield* ConnectionRegistry
    const conversations = yield* Conversations
    const memory = yield* ConversationMemory
    const log = yield* ConversationLog
    const keeper = yield* RunKeeper
    const tracing = yield* Tracing
    const services = yield* Effect.context<WriteServices>()

    const askerOf = (
      session: Session,
      frame: CommandFrame,
      conversationId: string,
      progress: Asker["progress"] = nothing
    ): Asker => ({
      user: session.user,
      conversationId,
      timetableId: frame.timetableId ?? session.timetableId,
      context: frame.context ?? session.context,
      clientId: frame.id,
      progress
    })

    /** The conversation goes on with this answer; a command that wrote is in it already. */
    const noted = (
      talk: Talk,
      frame: CommandFrame,
      { command }: Routed,
      text: string,
      metadata: AnswerMetadata,
      askedAt: { readonly id: string; readonly at: number }
    ): void => {
      if (!isLogged(command.name) || frame.unlogged === true) return
      const answer = storedAnswer(talk, text, metadata, memory.note(talk, metadata), stamp.millis())
      if (command.manner === "write") return log.note(answer)
      const { command: object, timetableId } = frame
      log.note(
        {
          ...talk,
          ...askedAt,
          clientId: frame.id,
          type: "command",
          content: frame.content,
          metadata: { command: object, timetable_id: timetableId }
        },
        answer
      )
    }

    /** Counts the work, and keeps its answer for the case that the frame comes again. */
    const counted = (
      session: Session,
      frame: CommandFrame,
      { command }: Routed,
      work: Effect.Effect<AnswerMetadata | null, RequestError, WriteServices>
    ): Effect.Effect<void, RequestError> =>
      Effect.suspend(() => {
        const startedAt = stamp.millis()
        return work.pipe(
          Effect.provide(services),
          Effect.map(metadata => {
            if (metadata === null) return session.recent.forget(frame.id)
            session.recent.remember(frame.id, metadata)
            meter.answered(command.name, (stamp.millis() - startedAt) / 1000)
          }),
          // It may be sent again under the same id, and then be answered.
          Effect.tapErrorCause(() => Effect.sync(() => session.recent.forget(frame.id))),
          tracing.part("Command.run", { command: command.name })
        )
      })

    type MakeJob = (session: Session, frame: CommandFrame, routed: Routed, conversationId: string) => CommandJob

    const answered = (session: Session, frame: CommandFrame, routed: Routed, conversationId: string) => {
      const { command, parameters } = routed
      const talk = talkOf(session, conversationId)
      const asked = { id: stamp.id(), at: stamp.millis() }
      return Effect.map(command.run(parameters, askerOf(session, frame, conversationId)), answer => {
        const about = { ref: frame.id, conversationId, messageId: stamp.id(), command: command.name, parameters }
        const metadata = answerMetadata(about, answer)
        noted(talk, frame, routed, answer.text, metadata, asked)
        return { metadata, tell: () => conversations.tell(talk, answerFrame(answer.text, metadata)) }
      })
    }

    /** On the spot, without a fiber; false: it has to be run. Its place in the lane must be free. */
    const instantly = (session: Session, frame: CommandFrame, routed: Routed, conversationId: string): boolean => {
      const { command, parameters } = routed
      if (command.instant === null || tracing.isOn) return false
      const asked = { id: stamp.id(), at: stamp.millis() }
      session.acknowledge(frame.id)
      const answer = command.instant(parameters)
      if (Either.isLeft(answer)) {
        session.recent.forget(frame.id)
        session.refuse(frame.id, answer.left)
        return true
      }
      const about = { ref: frame.id, conversationId, messageId: stamp.id(), command: command.name, parameters }
      const metadata = answerMetadata(about, answer.right)
      const talk = talkOf(session, conversationId)
      noted(talk, frame, routed, answer.right.text, metadata, asked)
      conversations.tell(talk, answerFrame(answer.right.text, metadata))
      session.recent.remember(frame.id, metadata)
      meter.answered(command.name, (stamp.millis() - asked.at) / 1000)
      return true
    }

    const atOnce: MakeJob = (session, frame, routed, conversationId) => {
      const answer = Effect.map(answered(session, frame, routed, conversationId), ({ metadata, tell }) => {
        tell()
        return metadata
      })
      // Who asks for much and goes would leave the work behind: it changes nothing, and nobody is there to be told.
      const work = Effect.suspend(() => (registry.has(session) ? answer : Effect.succeed(null)))
      return { work: counted(session, frame, routed, work), taken: accepted(session, frame.id), dropped: nothing }
    }

    const settled: MakeJob = (session, frame, routed, conversationId) => {
      const work = Effect.map(answered(session, frame, routed, conversationId), ({ metadata, tell }) => {
        session.acknowledge(frame.id)
        tell()
        return metadata
      })
      return { work: counted(session, frame, routed, work), taken: nothing, dropped: nothing }
    }

    /** The run begins with the frame, not with its turn: a cancel may overtake it. */
    const asRun: MakeJob = (session, frame, routed, conversationId) => {
      const { command, parameters } = routed
      const talk = talkOf(session, conversationId)
      const asked = { id: stamp.id(), at: stamp.millis() }
      const run = runs.begin({ ...talk, id: stamp.id(), target: frame.id, messageId: stamp.id() })
      run.isSearch = true
      const voice = new RunVoice({ run, what: "search", telling: keeper.telling(run) })
      const asker = askerOf(session, frame, conversationId, progress => voice.progress(progress))
      let text = ""
      const answering = Effect.map(command.run(parameters, asker), answer => {
        text = answer.text
        return answer
      })
      const record = conversations.keep(talk, { begins: keeper.recordOf(run) }, null).pipe(
        Effect.map(() => {
          run.isRecorded = true
        }),
        Effect.catchAllCause(cause => Effect.logWarning("a search could not be recorded", cause))
      )
      const searched = commandRun(
        run,
        voice,
        { command: command.name, parameters },
        Effect.provide(answering, services),
        refused(session, frame.id)
      )
      const work = Effect.zipRight(record, searched).pipe(
        Effect.tap(metadata =>
          Effect.sync(() => {
            if (metadata !== null) noted(talk, frame, routed, text, metadata, asked)
          })
        )
      )
      const end = () => runs.end(run)
      return {
        work: loggedRun(run.id)(Effect.ensuring(counted(session, frame, routed, work), Effect.sync(end))),
        taken: accepted(session, frame.id),
        dropped: end
      }
    }

    const asWrite: MakeJob = (session, frame, routed, conversationId) => {
      const talk = talkOf(session, conversationId)
      const tell = (text: string, metadata: AnswerMetadata): void => {
        noted(talk, frame, routed, text, metadata, { id: "", at: 0 })
        conversations.tell(talk, answerFrame(text, metadata))
      }
      const write = commandWrite(session, frame, askerOf(session, frame, conversationId), routed, tell)
      const work = Effect.suspend(() => {
        // Its twin on this connection may just have been done.
        const known = session.recent.answerTo(frame.id)
        if (known === null) return write
        session.acknowledge(frame.id, { status: "duplicate", result: known })
        return Effect.succeed(known)
      })
      return { work: counted(session, frame, routed, work), taken: nothing, dropped: nothing }
    }

    const jobFor: Record<Manner, MakeJob> = {
      "at once": atOnce,
      settled,
      run: asRun,
      write: asWrite,
      // Answered as the message that it repeats; never comes here.
      again: atOnce
    }

    const make: MakeJob = (session, frame, routed, conversationId) =>
      jobFor[routed.command.manner](session, frame, routed, conversationId)
    return { make, instantly }
  })
