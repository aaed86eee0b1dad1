import { Cause, Chunk, Effect, Either, Stream } from "effect"
import type { AiFailure } from "../../assistant/AiFailure.ts"
import { AiProvider, type AnswerRequest } from "../../assistant/AiProvider.ts"
import type { AnswerPart, Usage } from "../../assistant/AnswerPart.ts"
import * as Builtin from "../../assistant/BuiltinProvider.ts"
import { Grounding } from "../../assistant/Grounding.ts"
import type { Seen } from "../../assistant/intent/Intent.ts"
import { ProviderStates } from "../../assistant/ProviderStates.ts"
import type { Action } from "../../protocol/Action.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { Asker } from "../Command.ts"
import { Meter } from "../Meter.ts"
import { actionId } from "../proposals/actionId.ts"
import { decisionActions } from "../proposals/proposing.ts"
import { refuse } from "../Refusal.ts"
import { RunRepo } from "../runs/RunRepo.ts"
import type { Run } from "../runs/Runs.ts"
import { type Ending, ended, type RunVoice } from "../runs/RunVoice.ts"
import { retryAction } from "../runs/retryAction.ts"
import { stoppable } from "../runs/stoppable.ts"
import { Stamp } from "../Stamp.ts"
import { type AiBudget, exhausted } from "./AiBudget.ts"
import { modelRequest, plainRequest, type Questioned } from "./modelRequest.ts"
import { Supplies } from "./Supplies.ts"
import type { Situated } from "./situation.ts"
import { waysOn } from "./waysOn.ts"

export interface AssistantPolicy {
  readonly budget: AiBudget
  /** No provider is told the names of people. */
  readonly hideNames: boolean
}

type Finish = Extract<AnswerPart, { readonly _tag: "Finish" }>

const maxExplained = 5
/** 25 frames of deltas a second; the first at once. */
const betweenDeltas = "40 millis"
const noSupplies = new Supplies({ conflictIds: [], lessonIds: [], suggestionIds: [] }, [])

/**
 * Has the assistant word an answer. Of what it says, citations of what the engine did not supply are taken out; what it
 * offers are the engine's own suggestions.
 */
export const makeModelAnswer = ({ budget, hideNames }: AssistantPolicy) =>
  Effect.gen(function* () {
    const provider = yield* AiProvider
    const states = yield* ProviderStates
    const meter = yield* Meter
    const stamp = yield* Stamp
    const runs = yield* RunRepo

    const buttons = (
      finish: Finish,
      question: Questioned,
      seen: Seen | null,
      offered: ReadonlyArray<WireSuggestion>,
      conflictIds: ReadonlyArray<string>
    ): ReadonlyArray<Action> => [
      ...offered.flatMap((suggestion, i) => decisionActions(suggestion, ` ${i + 1}`, stamp.id)),
      ...conflictIds.slice(0, maxExplained).map(conflict => ({
        id: actionId("explain", conflict),
        label: "Explain",
        command: "/explain",
        parameters: { conflict }
      })),
      ...(finish.provider === Builtin.name ? ways(question, seen) : [])
    ]

    /** About what was recognised, else what comes nearest to what was said. */
    const ways = ({ text }: Questioned, seen: Seen | null): ReadonlyArray<Action> =>
      seen === null
        ? waysOn(text, stamp.id)
        : seen.candidates.map(candidate => ({ id: actionId("choose", stamp.id()), ...candidate }))

    /** Templates have no use for what a model would be told; what they say is there at once. */
    const prepared = (asker: Asker, question: Questioned, situated: Situated | null, bill: AnswerRequest["bill"]) =>
      Effect.gen(function* () {
        const { provider: answering, providers } = yield* states.current
        const builtin = (standIn: string | null) => {
          const request = plainRequest(question, situated)
          const parts = Builtin.parts(request, standIn)
          return { answering: Builtin.name, supplies: noSupplies, seen: request.seen, parts }
        }
        if (providers.length === 0) return builtin(null)
        const spent = yield* Effect.provideService(exhausted(budget, asker.user), RunRepo, runs)
        if (spent !== null) return builtin(spent)
        const { request, supplies } = yield* modelRequest(asker, question, situated, hideNames)
        return { answering, supplies, seen: request.seen, parts: provider.answer({ ...request, bill }) }
      })

    return (
      run: Run,
      voice: RunVoice,
      asker: Asker,
      question: Questioned,
      situated: Situated | null,
      tell: (content: string, metadata: AnswerMetadata) => void
    ) =>
      Effect.gen(function* () {
        const spent = new Map<string, number>()
        const bill = (provider: string, usage: Usage): void => {
          voice.spend(usage)
          spent.set(provider, (spent.get(provider) ?? 0) + usage.input + usage.output)
        }
        const { answering, supplies, seen, parts } = yield* prepared(asker, question, situated, bill)
        voice.start(answering)
        let grounding = new Grounding(supplies.knows)
        let finish: Finish | null = null

        const hear = (part: AnswerPart): void => {
          if (part._tag === "Text") voice.say(grounding.feed(part.text))
          else if (part._tag === "Reset") {
            meter.ungrounded(grounding.unknown)
            grounding = new Grounding(supplies.knows)
            voice.reset(part.provider, part.attempt)
          } else if (part._tag === "Finish") {
            voice.say(grounding.end())
            finish = part
          }
        }
        /** What comes in the meantime waits where it comes from, and is heard at once. */
        const listening = (streamed: Stream.Stream<AnswerPart, AiFailure>) =>
          Stream.runForEachChunk(streamed, chunk =>
            Effect.suspend(() => {
              Chunk.forEach(chunk, hear)
              return voice.flush() && finish === null ? Effect.sleep(betweenDeltas) : Effect.void
            })
          )
        const charged = Effect.sync(() => spent.forEach((tokens, name) => meter.spent(asker.user, name, tokens)))
        const heard =
          Stream.StreamTypeId in parts
            ? yield* Effect.either(stoppable(run, Effect.ensuring(listening(parts), charged)))
            : Either.right(Either.right(parts.forEach(hear)))
        meter.ungrounded(grounding.unknown)
        // Of a cut answer, half a citation is nothing to show, and neither is a space.
        const rest = grounding.end()
        if (rest.trim() !== "" && !rest.includes("[")) voice.say(rest)
        if (Either.isLeft(heard)) {
          yield* Effect.logWarning("the assistant failed", Cause.fail(heard.left))
          if (voice.text === "")
            return yield* refuse("ai_unavailable", "No assistant can answer just now; please try again in a moment.")
          return ended("interrupted", { reason: heard.left.kind, actions: [retryAction(run.id)], provider: answering })
        }
        if (Either.isLeft(heard.right)) {
          const actions = heard.right.left === "interrupted" ? [retryAction(run.id)] : []
          return ended(heard.right.left, { actions, provider: answering })
        }
        if (finish === null) return ended("interrupted", { actions: [retryAction(run.id)], provider: answering })
        return conclude(run, voice, question, seen, finish, grounding, supplies, tell)
      })

    function conclude(
      run: Run,
      voice: RunVoice,
      question: Questioned,
      seen: Seen | null,
      finish: Finish,
      grounding: Grounding,
      supplies: Supplies,
      tell: (content: string, metadata: AnswerMetadata) => void
    ): Ending {
      const { provider: name, usage, degraded, reason } = finish
      const offered = supplies.offeredBy(grounding.cited("suggestion"))
      const conflictIds = grounding.cited("conflict")
      const metadata: AnswerMetadata = {
        ref: run.target,
        message_id: run.messageId,
        run_id: run.id,
        conversation_id: run.conversationId,
        conflict_ids: conflictIds,
        lesson_ids: grounding.cited("lesson"),
        suggestions: offered,
        actions: buttons(finish, question, seen, offered, conflictIds),
        provider: name,
        degraded,
        ...(reason === null ? {} : { reason })
      }
      tell(voice.text, metadata)
      return ended("completed", { usage, degraded, reason })
    }
  })
