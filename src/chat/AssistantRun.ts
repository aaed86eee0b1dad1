import { Cause, Chunk, Deferred, Effect, Exit, Option, Stream } from "effect"
import { type AiProvider, type Briefing, defaultLimits } from "../assistant/AiProvider.ts"
import { type AnswerMetadata, answerFrame, eventFrame, type Outcome } from "../protocol/ServerFrame.ts"
import type { ConflictDetector } from "../schedule/ConflictDetector.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import type { ConversationRepo } from "./ConversationRepo.ts"
import { commands } from "./commands.ts"
import { logged } from "./Reporter.ts"
import type { Run } from "./Runs.ts"
import type { RequestError } from "./replies.ts"
import type { Session } from "./Session.ts"
import type { Stamper } from "./Stamp.ts"

interface Needs {
  readonly detector: typeof ConflictDetector.Service
  readonly provider: typeof AiProvider.Service
  readonly conversations: typeof ConversationRepo.Service
  readonly stamp: Stamper
}

const worstShown = 3

const wordsOf: Record<Outcome, string> = {
  completed: "The answer is complete.",
  cancelled: "The answer was cancelled.",
  interrupted: "The answer was interrupted.",
  failed: "There is no answer."
}

/** Answers free text: run.start, deltas, the final message, and run.done exactly once, whatever happens in between. */
export const assistantRun =
  ({ detector, provider, conversations, stamp }: Needs) =>
  (session: Session, run: Run, text: string, timetableId: TimetableId | null): Effect.Effect<void, RequestError> =>
    Effect.suspend(() => {
      const messageId = stamp.id()
      const pieces: Array<string> = []
      const done = (outcome: Outcome) =>
        Effect.sync(() =>
          session.tell(eventFrame(wordsOf[outcome], { event: "run.done", run_id: run.id, outcome, degraded: false }))
        )
      const briefing = Effect.catchTag(briefingOf(detector, session, timetableId), "TimetableNotFound", () =>
        Effect.succeed(null)
      )
      const examples = commands.map(command => command.wire.example)

      const stream = Effect.flatMap(briefing, brief =>
        provider
          .answer({
            prompt: "",
            messages: [],
            question: text,
            tools: [],
            briefing: brief,
            examples,
            limits: defaultLimits,
            privacy: null
          })
          .pipe(
            Stream.runForEachChunk(chunk =>
              Effect.sync(() => {
                const piece = Chunk.join(
                  Chunk.map(chunk, part => (part._tag === "Text" ? part.text : "")),
                  ""
                )
                if (piece === "") return
                session.tell({
                  type: "assistant",
                  content: piece,
                  metadata: { event: "delta", run_id: run.id, message_id: messageId, index: pieces.length }
                })
                pieces.push(piece)
              })
            )
          )
      )

      const metadataOf = (outcome: Outcome): AnswerMetadata => ({
        ref: run.target,
        message_id: messageId,
        run_id: run.id,
        conversation_id: run.conversationId,
        conflict_ids: [],
        lesson_ids: [],
        suggestions: [],
        actions: [],
        provider: provider.name,
        degraded: false,
        ...(outcome === "completed" ? {} : { reason: outcome })
      })

      const keep = (outcome: Outcome) =>
        conversations
          .append({
            id: messageId,
            schoolId: session.user.schoolId,
            conversationId: run.conversationId,
            userId: session.user.id,
            clientId: null,
            type: "assistant",
            content: pieces.join(""),
            metadata: { ...metadataOf(outcome) },
            at: stamp.millis()
          })
          .pipe(
            Effect.catchAll(error =>
              logged(session, run.target)(Effect.logWarning("the answer could not be stored", error))
            )
          )

      /** An answer that was cut is kept as far as it came, and never told as a whole one. */
      const conclude = (outcome: Outcome) => {
        if (outcome !== "completed") return pieces.length === 0 ? Effect.void : keep(outcome)
        return Effect.map(keep(outcome), () => session.tell(answerFrame(pieces.join(""), metadataOf(outcome))))
      }

      const answering: Effect.Effect<Outcome, RequestError> = Effect.raceFirst(
        Effect.as(stream, "completed" as const),
        Deferred.await(run.stopped)
      ).pipe(
        Effect.catchTag("AiFailure", error =>
          Effect.as(logged(session, run.target)(Effect.logWarning("the assistant failed", error)), "failed" as const)
        )
      )

      session.tell(
        eventFrame("The assistant is answering.", {
          event: "run.start",
          run_id: run.id,
          ref: run.target,
          conversation_id: run.conversationId,
          provider: provider.name,
          attempt: 1
        })
      )
      // It may have been stopped while it waited for its turn.
      return Deferred.poll(run.stopped).pipe(
        Effect.flatMap(Option.getOrElse(() => answering)),
        Effect.tap(conclude),
        Effect.onExit(exit =>
          done(Exit.isSuccess(exit) ? exit.value : Cause.isInterrupted(exit.cause) ? "interrupted" : "failed")
        ),
        Effect.asVoid
      )
    })

const briefingOf = (
  detector: typeof ConflictDetector.Service,
  session: Session,
  timetableId: TimetableId | null
): Effect.Effect<Briefing, RequestError> =>
  Effect.map(detector.inspect(session.user.schoolId, timetableId), ({ timetable, evaluation }) => {
    const hard = evaluation.conflicts.filter(conflict => conflict.severity === "hard").length
    return {
      timetable: timetable.name,
      version: timetable.version,
      hard,
      soft: evaluation.conflicts.length - hard,
      worst: evaluation.conflicts.slice(0, worstShown).map(conflict => conflict.message)
    }
  })
