import { Cause, Deferred, Effect, Exit, Option } from "effect"
import { type AnswerMetadata, answerFrame, eventFrame, type Outcome } from "../protocol/ServerFrame.ts"
import type { SearchProgress } from "../suggestions/Searcher.ts"
import { answerMetadata } from "./answerMetadata.ts"
import type { Answer } from "./Command.ts"
import type { Run } from "./Runs.ts"
import type { RequestError } from "./replies.ts"
import type { Session } from "./Session.ts"

const wordsOf: Record<Outcome, string> = {
  completed: "The search is done.",
  cancelled: "The search was cancelled; nothing was changed.",
  interrupted: "The search was interrupted; nothing was changed.",
  failed: "The search failed; nothing was changed."
}

/** Tells those who wait for a search how it goes on. */
export const progressOf = (session: Session, run: Run) => (progress: SearchProgress) => {
  const { phase, fraction, score, best } = progress
  session.tell(
    eventFrame(`${phase}: ${Math.round(fraction * 100)} %, best so far hard ${best.hard}, soft ${best.soft}.`, {
      event: "progress",
      ref: run.target,
      run_id: run.id,
      phase,
      fraction,
      score: { hard: score.hard, soft: score.soft },
      best: { hard: best.hard, soft: best.soft }
    })
  )
}

/** A command that takes its time: run.start, progress, the answer, and run.done exactly once, whatever happens in between. */
export const commandRun = (
  session: Session,
  run: Run,
  command: { readonly name: string; readonly messageId: string },
  answering: Effect.Effect<Answer, RequestError>
): Effect.Effect<AnswerMetadata | null, RequestError> =>
  Effect.suspend(() => {
    const done = (outcome: Outcome) =>
      Effect.sync(() =>
        session.tell(eventFrame(wordsOf[outcome], { event: "run.done", run_id: run.id, outcome, degraded: false }))
      )
    const answered = Effect.map(answering, answer => {
      const metadata = answerMetadata(run.target, run.conversationId, command.name, command.messageId, answer, run.id)
      session.tell(answerFrame(answer.text, metadata))
      return metadata
    })
    session.tell(
      eventFrame("The search begins.", {
        event: "run.start",
        run_id: run.id,
        ref: run.target,
        conversation_id: run.conversationId,
        provider: "engine",
        attempt: 1
      })
    )
    // It may have been stopped while it waited for its turn. Nobody waits for a cancelled search to clean up behind itself.
    return Deferred.poll(run.stopped).pipe(
      Effect.flatMap(
        Option.getOrElse(() => Effect.raceFirst(Effect.disconnect(answered), Deferred.await(run.stopped)))
      ),
      Effect.onExit(exit =>
        done(
          Exit.isSuccess(exit)
            ? typeof exit.value === "string"
              ? exit.value
              : "completed"
            : Cause.isInterrupted(exit.cause)
              ? "interrupted"
              : "failed"
        )
      ),
      Effect.map(result => (typeof result === "string" ? null : result))
    )
  })
