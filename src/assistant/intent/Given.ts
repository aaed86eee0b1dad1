import type { ViewContext } from "./Context.ts"
import type { Language } from "./Language.ts"
import type { Memory } from "./Memory.ts"
import type { Item, Mention } from "./Sign.ts"
import type { Today } from "./Today.ts"
import type { Vocabulary } from "./Vocabulary.ts"

/** All that a sentence is understood against. */
export interface Given {
  readonly vocabulary: Vocabulary
  readonly language: Language
  readonly memory: Memory
  readonly context: ViewContext | null
  readonly today: Today
}

/** Who or what is selected on the screen, when it is of that kind: "this teacher". Nothing selected: nobody is meant. */
export const selected = ({ context, vocabulary }: Given, kind: "teacher" | "class" | "room"): Mention => {
  const ids = new Set(context?.selected_entities ?? [])
  return mentioned(
    kind,
    vocabulary.items[kind].filter(({ id }) => ids.has(id))
  )
}

/** The teacher whom "her" or "his" means: the one spoken of last, else the one selected. */
export const spokenOf = (given: Given): Mention => {
  const name = given.memory.previous?.parameters.teacher
  const known = given.vocabulary.items.teacher.filter(teacher => teacher.name === name)
  return known.length === 1 ? mentioned("teacher", known) : selected(given, "teacher")
}

/** The lesson that "it" means: the one spoken of last. */
export const lessonSpokenOf = ({ memory }: Given): string | null => memory.previous?.parameters.lesson ?? null

/** Today or tomorrow as a day of the grid; no items when there is no school. */
export const relativeDay = ({ today, vocabulary }: Given, relative: "today" | "tomorrow", asked: string): Mention => {
  const day = today[relative]
  const item = day === null ? undefined : vocabulary.items.day[day]
  return { kind: "day", items: item === undefined ? [] : [item], asked, relative }
}

export const weekday = ({ vocabulary }: Given, day: number, asked: string): Mention => {
  const item = vocabulary.weekdays[day]
  return { kind: "day", items: item == null ? [] : [item], asked, relative: null }
}

const mentioned = (kind: Mention["kind"], items: ReadonlyArray<Item>): Mention => ({
  kind,
  items,
  asked: "",
  relative: null
})

/** Conflicts that "this", "it", "the second one" choose from: those listed last, else those on the screen. */
export const conflictsAtHand = ({ memory, context }: Given, onScreen: boolean): ReadonlyArray<string> => {
  const visible = context?.visible_conflicts ?? []
  return (onScreen && visible.length > 0) || memory.conflicts.length === 0 ? visible : memory.conflicts
}
