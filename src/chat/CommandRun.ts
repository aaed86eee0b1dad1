import { Cause, Effect, Either, Exit } from "effect"
import { type AnswerMetadata, answerFrame } from "../protocol/ServerFrame.ts"
import { type Answered, answerMetadata } from "./answerMetadata.ts"
import type { Answer } from "./Command.ts"
import type { Run } from "./Runs.ts"
import { ended, type RunVoice } from "./RunVoice.ts"
import type { RequestError } from "./replies.ts"
import { stoppable } from "./stoppable.ts"

/** A command that takes its time: run.start, progress, the answer, and run.done exactly once, whatever happens in between. */
export const commandRun = (
  run: Run,
  voice: RunVoice,
  asked: Pick<Answered, "command" | "parameters">,
  answering: Effect.Effect<Answer, RequestError>
): Effect.Effect<AnswerMetadata | null, RequestError> =>
  Effect.suspend(() => {
    const about = {
      ...asked,
      ref: run.target,
      conversationId: run.conversationId,
      messageId: voice.messageId,
      runId: run.id
    }
    const answered = Effect.map(answering, answer => {
      const metadata = answerMetadata(about, answer)
      voice.answer(answerFrame(answer.text, metadata))
      return metadata
    })
    voice.start("engine")
    // Nobody waits for a cancelled search to clean up behind itself.
    return stoppable(run, Effect.disconnect(answered)).pipe(
      Effect.onExit(exit =>
        Effect.sync(() => {
          if (Exit.isSuccess(exit))
            voice.done(ended(Either.match(exit.value, { onLeft: stop => stop, onRight: () => "completed" as const })))
          else voice.done(ended(Cause.isInterrupted(exit.cause) ? "interrupted" : "failed"))
        })
      ),
      Effect.map(Either.getOrNull)
    )
  })
