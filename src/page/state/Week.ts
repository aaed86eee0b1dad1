import type { WireConflict } from "../../protocol/Facts.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import type { WireGrid, WireGridLesson } from "../../protocol/WireGrid.ts"
import type { WireMove } from "../../protocol/WireMove.ts"

export interface SlotPlace {
  readonly slot: number
  readonly dayName: string
  readonly periodName: string
}

/** The timetable as the page holds it: what the wire's grid says, by id. */
export interface Week extends Omit<WireGrid, "lessons" | "total"> {
  readonly lessons: ReadonlyMap<string, WireGridLesson>
  /** Of teachers, classes, rooms and subjects. */
  readonly names: ReadonlyMap<string, string>
  readonly slots: ReadonlyMap<number, SlotPlace>
}

/** From all pages of a grid, of one version. */
export const weekOf = (first: WireGrid, lessons: ReadonlyArray<WireGridLesson>): Week => {
  const { lessons: _lessons, total: _total, ...grid } = first
  const named = [...grid.teachers, ...grid.classes, ...grid.rooms, ...grid.subjects]
  return {
    ...grid,
    lessons: new Map(lessons.map(lesson => [lesson.id, lesson])),
    names: new Map(named.map(({ id, name }) => [id, name])),
    slots: new Map(
      grid.days.flatMap(day =>
        day.periods.map(({ slot, name }) => [slot, { slot, dayName: day.name, periodName: name }] as const)
      )
    )
  }
}

const moved = (lesson: WireGridLesson, { to }: Pick<WireMove, "to">): WireGridLesson => ({
  ...lesson,
  slot: to?.slot?.slot ?? null,
  room_ids: to?.rooms.map(({ id }) => id) ?? [],
  teacher_ids: to?.teachers.map(({ id }) => id) ?? lesson.teacher_ids
})

/** The week after a change; null: this change says too little, or comes out of turn, and the week has to be loaded anew. */
export const afterChange = (week: Week, change: WireChange): Week | null => {
  if (change.timetable_id !== week.timetable.id || change.version <= week.timetable.version) return week
  if (change.version !== week.timetable.version + 1 || change.cut !== undefined || change.kind === "imported")
    return null
  const lessons = new Map(week.lessons)
  for (const move of change.changes) {
    const lesson = lessons.get(move.lesson_id)
    if (lesson === undefined) return null
    lessons.set(lesson.id, moved(lesson, move))
  }
  for (const { lesson_id, to } of change.locks) {
    const lesson = lessons.get(lesson_id)
    if (lesson !== undefined) lessons.set(lesson.id, { ...lesson, pinned: to })
  }
  return {
    ...week,
    timetable: { ...week.timetable, version: change.version },
    published: change.published ?? week.published,
    lessons
  }
}

/** The conflicts after a change, the hard ones first, as the server lists them. */
export const conflictsAfter = (
  conflicts: ReadonlyArray<WireConflict>,
  { conflicts: { added, resolved } }: WireChange
): ReadonlyArray<WireConflict> => {
  const gone = new Set([...resolved, ...added].map(({ id }) => id))
  const all = [...conflicts.filter(({ id }) => !gone.has(id)), ...added]
  return [...all.filter(({ severity }) => severity === "hard"), ...all.filter(({ severity }) => severity === "soft")]
}
