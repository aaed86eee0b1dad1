import { Effect, Schema } from "effect"
import {
  type AnswerRequest,
  type Briefing,
  defaultLimits,
  type Privacy,
  type Said
} from "../../assistant/AiProvider.ts"
import type { Memory } from "../../assistant/intent/Memory.ts"
import { seenIn } from "../../assistant/intent/understand.ts"
import type { OfferedSuggestion } from "../../assistant/prompt/contextFacts.ts"
import { promptFor } from "../../assistant/prompt/prompt.ts"
import { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import { SuggestionId } from "../../suggestions/Suggestion.ts"
import type { Asker } from "../Command.ts"
import { ConversationRepo } from "../conversations/ConversationRepo.ts"
import { exampleSentences } from "./exampleSentences.ts"
import { mentionedIn } from "./mentions.ts"
import { modelTools } from "./modelTools.ts"
import { Supplies } from "./Supplies.ts"
import type { Situated } from "./situation.ts"

const worstShown = 3
const messagesRead = 40
const suggestionsTold = 8
const readShown = Schema.decodeUnknownOption(WireSuggestion)

export interface Questioned {
  /** Of the stored message. */
  readonly messageId: string
  readonly text: string
}

const briefingOf = ({ timetable, evaluation }: Inspection): Briefing => {
  const hard = evaluation.conflicts.filter(conflict => conflict.severity === "hard").length
  return {
    timetable: timetable.name,
    version: timetable.version,
    hard,
    soft: evaluation.conflicts.length - hard,
    worst: evaluation.conflicts.slice(0, worstShown).map(conflict => conflict.message)
  }
}

/** The suggestions that were listed last, as they are now. */
const offeredBefore = ({ user }: Asker, { suggestions }: Memory) =>
  Effect.gen(function* () {
    const repo = yield* SuggestionRepo
    const owner = { schoolId: user.schoolId, userId: user.id }
    const found = yield* Effect.forEach(suggestions.slice(0, suggestionsTold), id =>
      repo.find(owner, SuggestionId.make(id))
    )
    const offered: Array<OfferedSuggestion> = []
    const shown: Array<WireSuggestion> = []
    for (const suggestion of found) {
      if (suggestion === null) continue
      const wire = readShown(suggestion.shown)
      if (wire._tag === "None") continue
      const { id, version, reason, delta } = wire.value
      shown.push(wire.value)
      offered.push({ id, version, status: suggestion.status, reason, delta })
    }
    return { offered, shown }
  })

const saidBefore = ({ user, conversationId }: Asker, { messageId }: Questioned) =>
  Effect.gen(function* () {
    const repo = yield* ConversationRepo
    const messages = yield* repo.messages(user.schoolId, conversationId, { limit: messagesRead, before: messageId })
    return messages.flatMap(
      ({ type, content, userId }): ReadonlyArray<Said> =>
        type === "system" || userId !== user.id
          ? []
          : [{ role: type === "assistant" ? "assistant" : "user", text: content }]
    )
  })

/** Everybody whose name may stand in what a model is told: who teaches, who locked a lesson, and who asks. */
const privacyOf = ({ user }: Asker, inspection: Inspection | null): Privacy => ({
  names: [
    user.name,
    ...(inspection === null
      ? []
      : [
          ...inspection.timetable.teachers.map(({ name }) => name),
          ...inspection.timetable.placements.flatMap(({ pin }) => (pin === null ? [] : [pin.by]))
        ])
  ],
  key: user.schoolId
})

/** What is asked for without a model: only templates will word it. */
export const plainRequest = (question: Questioned, situated: Situated | null): AnswerRequest => ({
  prompt: "",
  messages: [],
  question: question.text,
  tools: [],
  briefing: situated === null ? null : briefingOf(situated.inspection),
  seen: situated === null ? null : seenIn(question.text, situated.situation),
  examples: exampleSentences(situated?.inspection.model ?? null),
  limits: defaultLimits,
  privacy: null,
  bill: () => {}
})

/** What a model is asked, and what the engine supplies for its answer. */
export const modelRequest = (asker: Asker, question: Questioned, situated: Situated | null, hideNames: boolean) =>
  Effect.gen(function* () {
    const said = yield* saidBefore(asker, question)
    const inspection = situated?.inspection ?? null
    const before =
      situated === null ? { offered: [], shown: [] } : yield* offeredBefore(asker, situated.situation.memory)
    const mentioned = inspection === null ? null : mentionedIn(inspection.model, question.text)
    const context =
      inspection === null || mentioned === null
        ? null
        : {
            inspected: inspection,
            view: asker.context,
            mentioned: mentioned.ids,
            slots: mentioned.slots,
            suggestions: before.offered
          }
    const { prompt, messages, ...citable } = promptFor(context, said)
    const supplies = new Supplies(citable, before.shown)
    const request: AnswerRequest = {
      ...plainRequest(question, situated),
      prompt,
      messages,
      tools: inspection === null ? [] : yield* modelTools(asker, supplies),
      privacy: hideNames ? privacyOf(asker, inspection) : null
    }
    return { request, supplies }
  })
