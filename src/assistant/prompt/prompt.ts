import { count } from "../../constraints/words.ts"
import type { Said } from "../AiProvider.ts"
import { type ContextFacts, contextFacts, type PromptContext } from "./contextFacts.ts"
import { conversationSoFar } from "./conversationSoFar.ts"
import { systemPrompt } from "./systemPrompt.ts"

/** In estimated tokens. */
export interface PromptBudget {
  readonly facts: number
  readonly conversation: number
}

export const promptBudget: PromptBudget = { facts: 6_000, conversation: 2_000 }

export interface Prompt extends Omit<ContextFacts, "text"> {
  /** The system text: the rules, then the facts. */
  readonly prompt: string
  /** The conversation before the question, oldest first. */
  readonly messages: ReadonlyArray<Said>
}

const noTimetable: ContextFacts = { text: "", leftOut: [], conflictIds: [], lessonIds: [], suggestionIds: [] }

/**
 * What a model is given for a question. `context` null: the school has no timetable. `said`: the conversation before
 * the question, oldest first.
 */
export const promptFor = (
  context: PromptContext | null,
  said: ReadonlyArray<Said>,
  budget: PromptBudget = promptBudget
): Prompt => {
  const { text, ...facts } = context === null ? noTimetable : contextFacts(context, budget.facts)
  const { messages, leftOut } = conversationSoFar(said, budget.conversation)
  const prompt = [
    systemPrompt,
    context === null
      ? "The school has no timetable yet: there is no data."
      : text || "No data is given: ask the tools.",
    leftOut === 0 ? "" : `${count(leftOut, "earlier message")} of this conversation left out.`
  ]
  return { ...facts, prompt: prompt.filter(part => part !== "").join("\n\n"), messages }
}
