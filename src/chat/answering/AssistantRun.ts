import { Cause, Effect, Either, Exit } from "effect"
import { none } from "../../assistant/intent/Intent.ts"
import { understand } from "../../assistant/intent/understand.ts"
import { type AnswerMetadata, answerFrame } from "../../protocol/ServerFrame.ts"
import type { TimetableId } from "../../timetable/Timetable.ts"
import type { Asker, CommandServices } from "../Command.ts"
import { ConversationMemory } from "../conversations/ConversationMemory.ts"
import { ConversationRepo } from "../conversations/ConversationRepo.ts"
import { Conversations } from "../conversations/Conversations.ts"
import { storedAnswer } from "../conversations/storedAnswer.ts"
import { Meter } from "../Meter.ts"
import { loggedRun, spanHere } from "../Reporter.ts"
import { type RequestError, refusalFrame, toRefusal } from "../replies.ts"
import { RunKeeper } from "../runs/RunKeeper.ts"
import type { Run } from "../runs/Runs.ts"
import { type Ending, ended, RunVoice } from "../runs/RunVoice.ts"
import { retryAction } from "../runs/retryAction.ts"
import { stillWanted } from "../runs/stoppable.ts"
import { SpareTurns } from "../SpareTurns.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { Tracing } from "../Tracing.ts"
import { askBack } from "./askBack.ts"
import { type AssistantPolicy, makeModelAnswer } from "./ModelAnswer.ts"
import type { Questioned } from "./modelRequest.ts"
import { sentenceCommand } from "./sentenceCommand.ts"
import { situationOf } from "./situation.ts"
import { whoseChange } from "./whoseChange.ts"

/** A message that is to be answered. */
export interface Question extends Questioned {
  /** Of the message, also where it is answered again: what it writes is written once. */
  readonly clientId: string
  readonly timetableId: TimetableId | null
  readonly context: Asker["context"]
}

/**
 * Answers free text. What is sure to be a command is done as one, what is open is asked back, the rest is for the
 * assistant. Whatever happens in between, run.start and run.done are told once each.
 */
export const makeAssistantRun = (policy: AssistantPolicy) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const meter = yield* Meter
    const keeper = yield* RunKeeper
    const tracing = yield* Tracing
    const memory = yield* ConversationMemory
    const kept = yield* ConversationRepo
    const conversations = yield* Conversations
    const modelAnswer = yield* makeModelAnswer(policy)
    const turns = new SpareTurns()
    const services = yield* Effect.context<CommandServices | ConversationMemory>()

    return (session: Session, run: Run, question: Question): Effect.Effect<void> =>
      Effect.flatMap(spanHere, span => {
        const voice = new RunVoice({ run, what: "answer", telling: keeper.telling(run, span) })
        const asker: Asker = {
          user: session.user,
          timetableId: question.timetableId,
          context: question.context,
          conversationId: run.conversationId,
          clientId: question.clientId,
          progress: progress => voice.progress(progress)
        }
        const messageOf = (content: string, metadata: AnswerMetadata) =>
          storedAnswer(run, content, metadata, memory.note(run, metadata), stamp.millis())

        const store = (content: string, metadata: AnswerMetadata) =>
          Effect.catchAll(kept.append(messageOf(content, metadata)), error =>
            Effect.logWarning("the answer could not be stored", error)
          )

        const answer = (content: string, metadata: AnswerMetadata) =>
          voice.answer(answerFrame(content, metadata), messageOf(content, metadata))

        const bare = (provider: string, reason: string): AnswerMetadata => ({
          ref: run.target,
          message_id: run.messageId,
          run_id: run.id,
          conversation_id: run.conversationId,
          conflict_ids: [],
          lesson_ids: [],
          suggestions: [],
          actions: [retryAction(run.id)],
          provider,
          degraded: false,
          reason
        })

        const work = Effect.gen(function* () {
          // Of a crowd that was acknowledged at once each is answered when there is time.
          yield* turns.next
          const situated = yield* situationOf(asker)
          const intent =
            situated === null ? none("there is no timetable") : understand(question.text, situated.situation)
          return { situated, intent }
        })

        const answered = Effect.gen(function* () {
          const begun = yield* stillWanted(run, work)
          if (Either.isLeft(begun)) return ended(begun.left)
          const { intent, situated } = begun.right
          switch (intent._tag) {
            case "Command": {
              voice.start("engine")
              const asking = situated === null ? null : yield* whoseChange(asker, intent, situated)
              if (asking === null) return yield* sentenceCommand(run, asker, intent, run.messageId, answer)
              answer(...askBack(run, run.messageId, asking))
              return ended("completed")
            }
            case "Ask":
              voice.start("engine")
              answer(...askBack(run, run.messageId, intent))
              return ended("completed")
            case "None":
              return yield* modelAnswer(run, voice, asker, question, situated, answer)
          }
        }).pipe(
          Effect.tap((ending): Effect.Effect<unknown> => {
            // What was cut is kept as far as it came, and never told as a whole answer.
            if (ending.outcome === "completed" || voice.text === "") return Effect.void
            return store(voice.text, bare(ending.provider ?? "none", ending.outcome))
          }),
          Effect.provide(services)
        )

        /** Refused: its words belong to the conversation as an answer does. */
        const refused = (error: RequestError): Effect.Effect<Ending> => {
          const refusal = toRefusal(error)
          meter.refused(refusal.code)
          conversations.tell(run, refusalFrame(run.target, refusal))
          const ending = ended("failed", { reason: refusal.code, actions: [retryAction(run.id)] })
          if (error._tag === "StorageUnavailable")
            return Effect.as(Effect.logWarning("storage unavailable", error.cause), ending)
          const metadata = { ...bare("engine", refusal.code), actions: refusal.actions ?? [] }
          return Effect.as(store(refusal.message, metadata), ending)
        }

        const finish = (ending: Ending) =>
          Effect.map(voice.done(ending), () => meter.ran(ending.outcome, ending.degraded))

        return Effect.catchAll(answered, refused).pipe(
          Effect.onExit(exit =>
            finish(
              Exit.isSuccess(exit)
                ? exit.value
                : ended(Cause.isInterrupted(exit.cause) ? "interrupted" : "failed", {
                    actions: [retryAction(run.id)]
                  })
            )
          ),
          Effect.asVoid,
          loggedRun(run.id),
          tracing.part("Run.answer", { run_id: run.id })
        )
      })
  })
