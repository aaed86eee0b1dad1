import type { Conflict } from "./Conflict.ts"
import type { Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type KindTotal, type Score, tally } from "./Tally.ts"

/** What somebody, or a day, has a share in. A conflict counts in full for each it concerns: shares do not add up. */
export interface Share extends KindTotal {
  readonly id: string
  readonly name: string
}

/** The whole picture of a timetable. Lists are the worst first, and leave out who has no conflict. */
export interface ScoreSheet extends Score {
  /** Number of conflicts. */
  readonly count: number
  readonly byKind: Readonly<Record<string, KindTotal>>
  readonly teachers: ReadonlyArray<Share>
  readonly classes: ReadonlyArray<Share>
  readonly days: ReadonlyArray<Share>
}

/**
 * Who and which days the conflicts concern: teachers and classes that a conflict names, or that have one of its lessons;
 * days of its slots. Source: Untis, overall diagnosis.
 */
export const scoreSheet = (model: Model, plan: Plan, conflicts: ReadonlyArray<Conflict>): ScoreSheet => {
  const { hard, soft, byKind } = tally(conflicts)
  const ofTeacher = new Map<number, Array<Conflict>>()
  const ofClass = new Map<number, Array<Conflict>>()
  const ofDay = new Map<number, Array<Conflict>>()
  for (const conflict of conflicts) {
    const lessons = conflict.lessons.flatMap(id => model.lessonIndex.get(id) ?? [])
    const named = (kind: string, index: ReadonlyMap<string, number>): ReadonlyArray<number> =>
      conflict.resources.flatMap(resource => (resource.kind === kind ? (index.get(resource.id) ?? []) : []))
    file(ofTeacher, conflict, [
      ...named("teacher", model.teacherIndex),
      ...lessons.flatMap(lesson => [...plan.teachersOf(lesson)])
    ])
    file(ofClass, conflict, [
      ...named("class", model.classIndex),
      ...lessons.flatMap(lesson => [...(model.lessons[lesson]?.classes ?? [])])
    ])
    file(
      ofDay,
      conflict,
      conflict.slots.flatMap(slot => model.dayOf[slot] ?? [])
    )
  }
  return {
    hard,
    soft,
    count: conflicts.length,
    byKind,
    teachers: shares(ofTeacher, model.body.teachers),
    classes: shares(ofClass, model.body.classes),
    days: shares(
      ofDay,
      model.body.grid.days.map(({ name }) => ({ id: name, name }))
    )
  }
}

/** Under each of them once. */
const file = (files: Map<number, Array<Conflict>>, conflict: Conflict, under: Iterable<number>): void => {
  for (const member of new Set(under)) {
    const known = files.get(member)
    if (known === undefined) files.set(member, [conflict])
    else known.push(conflict)
  }
}

const shares = (
  files: ReadonlyMap<number, ReadonlyArray<Conflict>>,
  items: ReadonlyArray<{ readonly id: string; readonly name: string }>
): ReadonlyArray<Share> =>
  [...files]
    .sort(([a], [b]) => a - b)
    .flatMap(([member, conflicts]) => {
      const item = items[member]
      if (item === undefined) return []
      const { hard, soft } = tally(conflicts)
      return { id: item.id, name: item.name, hard, soft, count: conflicts.length }
    })
    .sort((a, b) => b.hard - a.hard || b.soft - a.soft || b.count - a.count)
