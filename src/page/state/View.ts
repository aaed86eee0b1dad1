import type { WireConflict } from "../../protocol/Facts.ts"
import type { WireGridLesson } from "../../protocol/WireGrid.ts"
import type { Week } from "./Week.ts"

export type ViewKind = "weekly" | "teacher" | "class" | "room"
export const viewKinds: ReadonlyArray<ViewKind> = ["weekly", "teacher", "class", "room"]

/** What part of the week is on the screen. */
export interface View {
  readonly kind: ViewKind
  /** Whose week; null where it is everybody's. */
  readonly entityId: string | null
  /** Label of the week of the cycle; null = all of them. */
  readonly week: string | null
  readonly onlyConflicts: boolean
}

export const wholeWeek: View = { kind: "weekly", entityId: null, week: null, onlyConflicts: false }

export const entitiesOf = (week: Week, kind: ViewKind): Week["teachers"] => {
  switch (kind) {
    case "weekly":
      return []
    case "teacher":
      return week.teachers
    case "class":
      return week.classes
    case "room":
      return week.rooms
  }
}

/** Whether somebody has to do with a lesson. A class has to do with those of every class that it shares students with. */
const concerns = (week: Week, { kind, entityId }: View): ((lesson: WireGridLesson) => boolean) => {
  if (kind === "weekly" || entityId === null) return () => true
  if (kind === "teacher") return lesson => lesson.teacher_ids.includes(entityId)
  if (kind === "room") return lesson => lesson.room_ids.includes(entityId)
  const shares = week.classes.find(({ id }) => id === entityId)?.shares ?? []
  const own = new Set([entityId, ...shares])
  return lesson => lesson.class_ids.some(id => own.has(id))
}

/** The lessons of a view, in the order of the week's list. */
export const lessonsIn = (
  week: Week,
  view: View,
  troubled: ReadonlyMap<string, unknown>
): ReadonlyArray<WireGridLesson> => {
  const isMeant = concerns(week, view)
  return [...week.lessons.values()].filter(
    lesson =>
      isMeant(lesson) &&
      (view.week === null || lesson.weeks.length === 0 || lesson.weeks.includes(view.week)) &&
      (!view.onlyConflicts || troubled.has(lesson.id))
  )
}

/** The conflicts that have to do with what is on the screen. */
export const conflictsIn = (
  week: Week,
  view: View,
  conflicts: ReadonlyArray<WireConflict>
): ReadonlyArray<WireConflict> => {
  if (view.kind === "weekly" || view.entityId === null) return conflicts
  const isMeant = concerns(week, view)
  return conflicts.filter(
    ({ lessons, resources }) =>
      resources.some(({ id }) => id === view.entityId) ||
      lessons.some(id => {
        const lesson = week.lessons.get(id)
        return lesson !== undefined && isMeant(lesson)
      })
  )
}

/** The worst that is wrong with each lesson. */
export const severities = (conflicts: ReadonlyArray<WireConflict>): ReadonlyMap<string, "hard" | "soft"> => {
  const found = new Map<string, "hard" | "soft">()
  for (const { severity, lessons } of conflicts)
    for (const id of lessons) if (severity === "hard" || !found.has(id)) found.set(id, severity)
  return found
}
