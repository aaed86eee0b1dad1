import { Effect, Either } from "effect"
import type { Intent } from "../../assistant/intent/Intent.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { Answer, Asker } from "../Command.ts"
import { route } from "../CommandRouter.ts"
import type { Run } from "../runs/Runs.ts"
import { ended } from "../runs/RunVoice.ts"
import { stoppable } from "../runs/stoppable.ts"
import { answerMetadata } from "./answerMetadata.ts"

type Meant = Extract<Intent, { readonly _tag: "Command" }>

/**
 * Does what a sentence was taken for, as whoever said it and with that person's role, and says what it was taken for. What
 * writes writes once for the message, and cannot be stopped half-way; all else can.
 */
export const sentenceCommand = <E, R>(
  run: Run,
  asker: Asker,
  { command: name, parameters, understood }: Meant,
  messageId: string,
  tell: (content: string, metadata: AnswerMetadata) => Effect.Effect<void, E, R>
) =>
  Effect.gen(function* () {
    const { command, ...routed } = yield* route(
      { content: "", command: { command: name, parameters } },
      asker.user.role
    )
    const answering = command.run(routed.parameters, asker)
    const about = { ref: run.target, conversationId: run.conversationId, messageId, runId: run.id }
    const answer = (answer: Answer) =>
      Effect.as(
        tell(
          `${understood}.\n${answer.text}`,
          answerMetadata({ ...about, command: name, parameters, understood }, answer)
        ),
        ended("completed")
      )
    if (command.manner === "write") return yield* Effect.uninterruptible(Effect.flatMap(answering, answer))
    run.isSearch = command.manner === "run"
    const found = yield* stoppable(run, Effect.disconnect(answering))
    return Either.isLeft(found) ? ended(found.left) : yield* answer(found.right)
  })
