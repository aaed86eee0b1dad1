import { type Conflict, conflictId } from "../constraints/Conflict.ts"
import { ConstraintId } from "../timetable/Constraint.ts"
import type { Edit } from "../timetable/Edit.ts"
import type { LessonId } from "../timetable/Lesson.ts"
import { type CalendarDate, type Substitution, substitutionKey, substitutionsAfter } from "../timetable/Substitution.ts"
import { weekOf } from "../timetable/WeekCycle.ts"
import { slotName } from "../timetable/WeekGrid.ts"
import type { Inspection } from "./ConflictDetector.ts"

/** Substitutions are for dates, so no evaluator of the week sees them: whether they go together is judged here. */

/** The first and the last date on which the edit changes who stands in; null = on none. */
export const datesOf = ({ substitutions }: Edit): readonly [CalendarDate, CalendarDate] | null => {
  const dates = substitutions.flatMap(({ from, to }) => (from ?? to)?.date ?? []).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  return first === undefined || last === undefined ? null : [first, last]
}

/** The lessons for which somebody else stands in than the edit starts from. `standing`: those of its dates. */
export const coveredSince = (
  standing: ReadonlyArray<Substitution>,
  { substitutions }: Edit
): ReadonlyArray<LessonId> => {
  const now = new Map(standing.map(each => [substitutionKey(each), each.substituteId]))
  const outdated = substitutions.flatMap(({ from, to }) => {
    const known = from ?? to
    return known === null || now.get(substitutionKey(known)) === from?.substituteId ? [] : known.lessonId
  })
  return [...new Set(outdated)]
}

/** No constraint of the timetable: one person is in one place. */
const constraintId = ConstraintId.make("substitutions")

/** What the edit would ask of its substitutes at a time at which they teach, or stand in, already; on the week as it is in `inspection`. */
export const doubleBooked = (
  { timetable, model, plan }: Inspection,
  standing: ReadonlyArray<Substitution>,
  { substitutions }: Edit
): ReadonlyArray<Conflict> => {
  const after = substitutionsAfter(standing, substitutions)
  const indexOf = (id: string): number => model.lessonIndex.get(id) ?? -1
  const meet = (a: number, b: number): boolean =>
    plan.stands(a) && plan.stands(b) && (plan.slotOf[a] ?? 0) < plan.endOf(b) && (plan.slotOf[b] ?? 0) < plan.endOf(a)
  const found = substitutions.flatMap(({ to }): ReadonlyArray<Conflict> => {
    if (to === null) return []
    const { date, lessonId, substituteId } = to
    const that = after.filter(each => each.date === date)
    const week = 1 << weekOf(timetable.cycle, date)
    const teacher = model.teacherIndex.get(substituteId) ?? -1
    const isAway = (id: string) => that.some(each => each.lessonId === id && each.absentId === substituteId)
    const others = model.lessons.filter(
      ({ index, lesson, weeks }) =>
        lesson.id !== lessonId &&
        (weeks & week) !== 0 &&
        meet(index, indexOf(lessonId)) &&
        ((plan.teachersOf(index).includes(teacher) && !isAway(lesson.id)) ||
          that.some(each => each.lessonId === lesson.id && each.substituteId === substituteId))
    )
    return others.map(({ index, lesson }) => {
      const lessons = [lessonId, lesson.id].sort()
      const resources = [{ kind: "teacher" as const, id: substituteId }]
      const slot = Math.max(plan.slotOf[index] ?? 0, plan.slotOf[indexOf(lessonId)] ?? 0)
      const names = lessons.map(id => model.lessons[indexOf(id)]?.name ?? id).join(" and ")
      return {
        id: conflictId("teacher_clash", constraintId, resources, [date, ...lessons]),
        kind: "teacher_clash",
        severity: "hard",
        constraintId,
        deviation: 1,
        cost: 1,
        lessons,
        resources,
        slots: [slot],
        message: `${model.body.teachers[teacher]?.name ?? substituteId} would have ${names} on ${date}, ${slotName(model.body.grid, slot)}`
      }
    })
  })
  return [...new Map(found.map(conflict => [conflict.id, conflict])).values()]
}
