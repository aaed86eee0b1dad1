import type { Conflict } from "../../constraints/Conflict.ts"
import type { LessonFacts, Model } from "../../constraints/Model.ts"
import type { Plan } from "../../constraints/Plan.ts"

/** What a question is about, in numbers of the model: what is selected or visible, and what the question names. */
export interface Focus {
  readonly teachers: ReadonlySet<number>
  /** Students, so that a year means its classes and a class the lessons of its year. */
  readonly atoms: ReadonlySet<number>
  readonly rooms: ReadonlySet<number>
  readonly lessons: ReadonlySet<number>
  /** Ids; of those that are not there any more nothing comes. */
  readonly conflicts: ReadonlySet<string>
  /** null: no time in particular. */
  readonly slots: ReadonlySet<number> | null
}

/** Ids of teachers, classes, rooms, lessons and conflicts; what the model does not know is left out. */
export const focusOf = (model: Model, ids: ReadonlyArray<string>, slots: ReadonlySet<number> | null): Focus => {
  const known = (index: ReadonlyMap<string, number>) => new Set(ids.flatMap(id => index.get(id) ?? []))
  return {
    teachers: known(model.teacherIndex),
    atoms: new Set([...known(model.classIndex)].flatMap(index => [...(model.atomsOfClass[index] ?? [])])),
    rooms: known(model.roomIndex),
    lessons: known(model.lessonIndex),
    conflicts: new Set(ids),
    slots
  }
}

/** Points: a name counts more than a time, and what was pointed at more than both together. */
const pointedAt = 4
const named = 2
const then = 1

const someOf = (members: Iterable<number>, wanted: ReadonlySet<number>): boolean => {
  for (const member of members) if (wanted.has(member)) return true
  return false
}

const isNamed = (plan: Plan, facts: LessonFacts, focus: Focus): boolean =>
  focus.lessons.has(facts.index) ||
  someOf(plan.teachersOf(facts.index), focus.teachers) ||
  someOf(facts.atoms, focus.atoms) ||
  someOf(plan.roomsOf(facts.index), focus.rooms)

/** How much a lesson has to do with the question; 0: nothing. A time alone makes no lesson relevant. */
export const lessonRelevance = (plan: Plan, facts: LessonFacts, focus: Focus): number => {
  if (!isNamed(plan, facts, focus)) return 0
  const slot = plan.slotOf[facts.index] ?? -1
  const isThen = focus.slots?.has(slot) ?? false
  return (focus.lessons.has(facts.index) ? pointedAt : named) + (isThen ? then : 0)
}

/** How much a conflict has to do with the question; 0: nothing. */
export const conflictRelevance = (model: Model, plan: Plan, conflict: Conflict, focus: Focus): number => {
  const names =
    conflict.resources.some(({ kind, id }) => {
      if (kind === "teacher") return focus.teachers.has(model.teacherIndex.get(id) ?? -1)
      if (kind === "room") return focus.rooms.has(model.roomIndex.get(id) ?? -1)
      return kind === "class" && someOf(model.atomsOfClass[model.classIndex.get(id) ?? -1] ?? [], focus.atoms)
    }) ||
    conflict.lessons.some(id => {
      const facts = model.lessons[model.lessonIndex.get(id) ?? -1]
      return facts !== undefined && isNamed(plan, facts, focus)
    })
  return (
    (focus.conflicts.has(conflict.id) ? pointedAt : 0) +
    (names ? named : 0) +
    (focus.slots !== null && someOf(conflict.slots, focus.slots) ? then : 0)
  )
}
