import { Effect } from "effect"
import type { CommandFrame } from "../protocol/ClientFrame.ts"
import { type AnswerMetadata, answerFrame } from "../protocol/ServerFrame.ts"
import type { ChangeFeed } from "../schedule/ChangeFeed.ts"
import { answerMetadata } from "./answerMetadata.ts"
import type { Asker, CommandServices, Manner } from "./Command.ts"
import type { Routed } from "./CommandRouter.ts"
import { commandRun, progressOf } from "./CommandRun.ts"
import { commandWrite } from "./CommandWrite.ts"
import type { ConversationRepo } from "./ConversationRepo.ts"
import { Meter } from "./Meter.ts"
import { Runs } from "./Runs.ts"
import type { RequestError } from "./replies.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"

/** What is to be done for a command, once it is its turn. */
export interface CommandJob {
  readonly work: Effect.Effect<void, RequestError>
  /** It is in the lane of its conversation, with so many before it. */
  readonly taken: (ahead: number) => void
  /** There was no room for it. */
  readonly dropped: () => void
}

type WriteServices = CommandServices | ConversationRepo | ChangeFeed

const nothing = (): void => {}

export const accepted =
  (session: Session, ref: string, more: { readonly message_id?: string } = {}) =>
  (ahead: number): void =>
    session.acknowledge(ref, ahead === 0 ? more : { ...more, status: "queued", position: ahead })

export const makeCommandJobs = Effect.gen(function* () {
  const stamp = yield* Stamp
  const meter = yield* Meter
  const runs = yield* Runs
  const services = yield* Effect.context<WriteServices>()

  const askerOf = (session: Session, frame: CommandFrame, progress: Asker["progress"]): Asker => ({
    user: session.user,
    timetableId: frame.timetableId ?? session.timetableId,
    context: frame.context ?? session.context,
    clientId: frame.id,
    progress
  })

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
        Effect.tapErrorCause(() => Effect.sync(() => session.recent.forget(frame.id)))
      )
    })

  type MakeJob = (session: Session, frame: CommandFrame, routed: Routed, conversationId: string) => CommandJob

  const atOnce: MakeJob = (session, frame, routed, conversationId) => {
    const { command, parameters } = routed
    const work = Effect.map(command.run(parameters, askerOf(session, frame, nothing)), answer => {
      const metadata = answerMetadata(frame.id, conversationId, command.name, stamp.id(), answer)
      session.tell(answerFrame(answer.text, metadata))
      return metadata
    })
    return { work: counted(session, frame, routed, work), taken: accepted(session, frame.id), dropped: nothing }
  }

  /** The run begins with the frame, not with its turn: a cancel may overtake it. */
  const asRun: MakeJob = (session, frame, routed, conversationId) => {
    const { command, parameters } = routed
    const { schoolId, id: userId } = session.user
    const run = runs.begin({ id: stamp.id(), schoolId, userId, conversationId, target: frame.id })
    const answering = command.run(parameters, askerOf(session, frame, progressOf(session, run)))
    const work = commandRun(
      session,
      run,
      { name: command.name, messageId: stamp.id() },
      Effect.provide(answering, services)
    )
    const end = () => runs.end(run)
    return {
      work: Effect.ensuring(counted(session, frame, routed, work), Effect.sync(end)),
      taken: accepted(session, frame.id),
      dropped: end
    }
  }

  const asWrite: MakeJob = (session, frame, routed, conversationId) => {
    const write = commandWrite(session, frame, conversationId, askerOf(session, frame, nothing), routed)
    const work = Effect.suspend(() => {
      // Its twin on this connection may just have been done.
      const known = session.recent.answerTo(frame.id)
      if (known === null) return write
      session.acknowledge(frame.id, { status: "duplicate", result: known })
      return Effect.succeed(known)
    })
    return { work: counted(session, frame, routed, work), taken: nothing, dropped: nothing }
  }

  const jobFor: Record<Manner, MakeJob> = { "at once": atOnce, run: asRun, write: asWrite }

  const make: MakeJob = (session, frame, routed, conversationId) =>
    jobFor[routed.command.manner](session, frame, routed, conversationId)
  return make
})
