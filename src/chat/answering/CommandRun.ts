import { Cause, Effect, Either, Exit } from "effect"
import type { ErrorCode } from "../../protocol/ErrorCode.ts"
import { type AnswerMetadata, answerFrame } from "../../protocol/ServerFrame.ts"
import type { Answer } from "../Command.ts"
import type { RequestError } from "../replies.ts"
import type { Run } from "../runs/Runs.ts"
import { ended, type RunVoice } from "../runs/RunVoice.ts"
import { stoppable } from "../runs/stoppable.ts"
import { type Answered, answerMetadata } from "./answerMetadata.ts"

/**
 * A command that takes its time: run.start, progress, the answer or what went wrong, and then run.done exactly once, whatever
 * happens in between. null: there is no answer.
 */
export const commandRun = (
  run: Run,
  voice: RunVoice,
  asked: Pick<Answered, "command" | "parameters">,
  answering: Effect.Effect<Answer, RequestError>,
  refused: (cause: Cause.Cause<RequestError>) => Effect.Effect<ErrorCode>
): Effect.Effect<AnswerMetadata | null> =>
  Effect.suspend(() => {
    const about = {
      ...asked,
      ref: run.target,
      conversationId: run.conversationId,
      messageId: run.messageId,
      runId: run.id
    }
    const tell = (answer: Answer) => {
      const metadata = answerMetadata(about, answer)
      voice.answer(answerFrame(answer.text, metadata), null)
      return metadata
    }
    voice.start("engine")
    // Nobody waits for a cancelled search to clean up behind itself.
    return stoppable(run, Effect.disconnect(answering)).pipe(
      Effect.map(Either.mapBoth({ onLeft: stop => ended(stop), onRight: tell })),
      // Told between the start and the end: nobody listens for what comes after it.
      Effect.catchAllCause(cause =>
        Cause.isInterruptedOnly(cause)
          ? Effect.interrupt
          : Effect.map(Effect.zipRight(voice.begun, refused(cause)), reason => Either.left(ended("failed", { reason })))
      ),
      Effect.onExit(exit =>
        voice.done(
          Exit.isSuccess(exit)
            ? Either.match(exit.value, { onLeft: ending => ending, onRight: () => ended("completed") })
            : ended("interrupted")
        )
      ),
      Effect.map(Either.getOrNull)
    )
  })
