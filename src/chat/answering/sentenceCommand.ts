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
export const sentenceCommand = (
  run: Run,
  asker: Asker,
  { command: name, parameters, understood }: Meant,
  messageId: string,
  tell: (content: string, metadata: AnswerMetadata) => void
) =>
  Effect.gen(function* () {
    const { command, ...routed } = yield* route(
      { content: "", command: { command: name, parameters } },
      asker.user.role
    )
    const answering = command.run(routed.parameters, asker)
    const about = { ref: run.target, conversationId: run.conversationId, messageId, runId: run.id }
    const answer = (answer: Answer) => {
      const metadata = answerMetadata({ ...about, command: name, parameters, understood }, answer)
      tell(`${understood}.\n${answer.text}`, metadata)
      return ended("completed")
    }
    if (command.manner === "write") return yield* Effect.uninterruptible(Effect.map(answering, answer))
    run.isSearch = command.manner === "run"
    const found = yield* stoppable(run, Effect.disconnect(answering))
    return Either.isLeft(found) ? ended(found.left) : answer(found.right)
  })
