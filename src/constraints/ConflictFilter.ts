import type { Conflict, Severity } from "./Conflict.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"

/** Which conflicts somebody asks for. Each part narrows; null does not. Resources are indices of the model. */
export interface ConflictFilter {
  /** Conflicts about one of these slots. A conflict that is about no time at all matches only when this is null. */
  readonly slots: ReadonlySet<number> | null
  readonly teacher: number | null
  readonly class: number | null
  readonly room: number | null
  readonly kinds: ReadonlySet<string> | null
  readonly severity: Severity | null
}

export const anyConflict: ConflictFilter = {
  slots: null,
  teacher: null,
  class: null,
  room: null,
  kinds: null,
  severity: null
}

/** The conflicts that match, in the order given. A conflict concerns a resource if it names it or one of its lessons does. */
export const filterConflicts = (
  model: Model,
  plan: Plan,
  conflicts: ReadonlyArray<Conflict>,
  filter: ConflictFilter
): ReadonlyArray<Conflict> => {
  const classAtoms = filter.class === null ? null : new Set(model.atomsOfClass[filter.class])
  const teacherId = filter.teacher === null ? null : model.body.teachers[filter.teacher]?.id
  const classId = filter.class === null ? null : model.body.classes[filter.class]?.id
  const roomId = filter.room === null ? null : model.body.rooms[filter.room]?.id

  const names = (conflict: Conflict, kind: string, id: string | null | undefined): boolean =>
    conflict.resources.some(resource => resource.kind === kind && resource.id === id)
  const someLesson = (conflict: Conflict, holds: (lesson: number) => boolean): boolean =>
    conflict.lessons.some(id => {
      const lesson = model.lessonIndex.get(id)
      return lesson !== undefined && holds(lesson)
    })

  return conflicts.filter(
    conflict =>
      (filter.severity === null || conflict.severity === filter.severity) &&
      (filter.kinds === null || filter.kinds.has(conflict.kind)) &&
      (filter.slots === null || conflict.slots.some(slot => filter.slots?.has(slot))) &&
      (filter.teacher === null ||
        names(conflict, "teacher", teacherId) ||
        someLesson(conflict, lesson => plan.teachersOf(lesson).includes(filter.teacher ?? -1))) &&
      (classAtoms === null ||
        names(conflict, "class", classId) ||
        someLesson(conflict, lesson => model.lessons[lesson]?.atoms.some(atom => classAtoms.has(atom)) ?? false)) &&
      (filter.room === null ||
        names(conflict, "room", roomId) ||
        someLesson(conflict, lesson => plan.roomsOf(lesson).includes(filter.room ?? -1)))
  )
}
