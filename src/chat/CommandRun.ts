import { Cause, Effect, Either, Exit } from "effect"
import { type AnswerMetadata, answerFrame } from "../protocol/ServerFrame.ts"
import { type Answered, answerMetadata } from "./answerMetadata.ts"
import type { Answer } from "./Command.ts"
import type { Run, Stop } from "./Runs.ts"
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
      messageId: run.messageId,
      runId: run.id
    }
    const tell = (answer: Answer) => {
      const metadata = answerMetadata(about, answer)
      return Effect.as(voice.answer(answerFrame(answer.text, metadata), null), metadata)
    }
    voice.start("engine")
    // Nobody waits for a cancelled search to clean up behind itself.
    return stoppable(run, Effect.disconnect(answering)).pipe(
      Effect.flatMap(
        (found): Effect.Effect<Either.Either<AnswerMetadata, Stop>> =>
          Either.isLeft(found) ? Effect.succeed(Either.left(found.left)) : Effect.map(tell(found.right), Either.right)
      ),
      Effect.onExit(exit =>
        voice.done(
          Exit.isSuccess(exit)
            ? ended(Either.match(exit.value, { onLeft: stop => stop, onRight: () => "completed" as const }))
            : ended(Cause.isInterrupted(exit.cause) ? "interrupted" : "failed")
        )
      ),
      Effect.map(Either.getOrNull)
    )
  })
