import type { LessonFacts } from "../../constraints/Model.ts"
import type { ScheduleContext } from "../../protocol/ChatMessage.ts"
import { conflictItemOf, relevantConflicts } from "./conflictFacts.ts"
import { focusOf } from "./Focus.ts"
import { dataLine, fenced, short } from "./fence.ts"
import { lessonItem, pinsOf, relevantLessons } from "./lessonFacts.ts"
import {
  type Citable,
  charactersOf,
  citableOf,
  fill,
  type Item,
  leftOutOf,
  linesOf,
  type Section,
  sectionOf
} from "./Section.ts"
import { type Inspected, kindItem, kindsOf, scoreItem, timetableItem } from "./timetableFacts.ts"
import { viewWords } from "./viewWords.ts"

/** A suggestion that was shown in this conversation. */
export interface OfferedSuggestion {
  readonly id: string
  /** Of the timetable that it was made for. */
  readonly version: number
  readonly status: "open" | "applied" | "rejected"
  /** The engine's own sentence. */
  readonly reason: string
  /** What is added to the score; below 0: it gets better. */
  readonly delta: { readonly hard: number; readonly soft: number }
}

/** Everything that a question may be about. */
export interface PromptContext {
  readonly inspected: Inspected
  /** null: nobody said what is on the screen. */
  readonly view: ScheduleContext | null
  /** Ids of the teachers, classes, rooms, lessons and conflicts that the question names. */
  readonly mentioned: ReadonlyArray<string>
  /** The slots that the question is about; null = no time in particular. */
  readonly slots: ReadonlySet<number> | null
  /** The last that were listed, in that order. */
  readonly suggestions: ReadonlyArray<OfferedSuggestion>
}

export interface ContextFacts extends Citable {
  /** Fenced lines of JSON; empty where the budget holds none at all. */
  readonly text: string
  /** "… 37 further conflicts left out", for each sort of facts that is not all there. */
  readonly leftOut: ReadonlyArray<string>
}

/** Where nobody asks for anything in particular, the lessons of so many conflicts are told, the worst first. */
const conflictsInGeneral = 10
const maxReason = 400

/**
 * The facts that a question needs: the timetable, its score, the view, and of suggestions, conflicts and lessons those
 * that concern it first. `budget` is in estimated tokens, and never exceeded. The same values give the same text.
 */
export const contextFacts = (context: PromptContext, budget: number): ContextFacts => {
  const sections = sectionsOf(context)
  const filled = fill(sections, charactersOf(budget) - fenced([]).length)
  if (filled === null)
    return { text: "", leftOut: ["all facts left out"], conflictIds: [], lessonIds: [], suggestionIds: [] }
  return {
    text: fenced(filled.flatMap(linesOf)),
    leftOut: filled.flatMap(leftOutOf),
    ...citableOf(filled)
  }
}

const sectionsOf = ({ inspected, view, mentioned, slots, suggestions }: PromptContext): ReadonlyArray<Section> => {
  const { model, timetable } = inspected
  const seen = view === null ? [] : [...view.selected_entities, ...view.visible_conflicts]
  const focus = focusOf(model, [...mentioned, ...seen], slots)
  const conflicts = relevantConflicts(inspected, focus)
  const inQuestion = conflicts.filter(({ relevance }) => relevance > 0)
  const told = (inQuestion.length > 0 ? inQuestion : conflicts.slice(0, conflictsInGeneral)).map(
    ({ conflict }) => conflict
  )
  const lessons = relevantLessons(inspected, focus, told)
  const pins = pinsOf(inspected)
  const itemOf = (facts: LessonFacts): Item => lessonItem(inspected, pins, facts)
  const isTold = new Set(lessons)
  const otherPinned = model.lessons.filter(facts => pins.has(facts.lesson.id) && !isTold.has(facts))
  const conflictItem = conflictItemOf(timetable.constraints, new Set(view?.visible_conflicts))
  return [
    sectionOf("lines about the timetable", 1, [timetableItem, scoreItem], itemOf => itemOf(inspected)),
    sectionOf("views", 1, view === null ? [] : [view], shown => ({
      lines: [dataLine({ view: viewWords(model, shown) })]
    })),
    sectionOf("suggestions", 0.15, suggestions, suggestionItem),
    sectionOf("conflicts", 0.45, conflicts, ({ conflict }) => conflictItem(conflict)),
    sectionOf("lessons in question", 0.3, lessons, itemOf),
    sectionOf("kinds of conflict", 0.1, kindsOf(inspected), kindItem),
    sectionOf("pinned lessons", 0.05, otherPinned, itemOf)
  ]
}

const suggestionItem = ({ id, version, status, reason, delta }: OfferedSuggestion): Item => ({
  lines: [
    dataLine({
      suggestion: id,
      made_for_version: version,
      status,
      reason: short(reason, maxReason),
      hard_cost: delta.hard,
      soft_cost: delta.soft
    })
  ],
  suggestionIds: [id]
})
