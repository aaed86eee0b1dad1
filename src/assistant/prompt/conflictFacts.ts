import type { Conflict } from "../../constraints/Conflict.ts"
import { ruleOf } from "../../constraints/rules.ts"
import type { Constraint } from "../../timetable/Constraint.ts"
import { conflictRelevance, type Focus } from "./Focus.ts"
import { dataLine, short } from "./fence.ts"
import type { Item } from "./Section.ts"
import type { Inspected } from "./timetableFacts.ts"

const maxMessage = 400
const maxNote = 300
const maxLessons = 12

/** The conflicts that concern the question first, among equals the worst. */
export const relevantConflicts = (
  { model, plan, evaluation }: Inspected,
  focus: Focus
): ReadonlyArray<{ readonly conflict: Conflict; readonly relevance: number }> =>
  evaluation.conflicts
    .map(conflict => ({ conflict, relevance: conflictRelevance(model, plan, conflict, focus) }))
    .sort((a, b) => b.relevance - a.relevance)

/**
 * Makes a conflict a fact; the first of a constraint brings the constraint's own text along, so they are to be made in
 * their order. `visible`: ids on the screen.
 */
export const conflictItemOf = (
  constraints: ReadonlyArray<Constraint>,
  visible: ReadonlySet<string>
): ((conflict: Conflict) => Item) => {
  const byId = new Map(constraints.map(constraint => [constraint.id, constraint]))
  const told = new Set<string>()
  return conflict => {
    const constraint = byId.get(conflict.constraintId)
    const isNew = !told.has(conflict.constraintId)
    told.add(conflict.constraintId)
    const lessons = conflict.lessons.slice(0, maxLessons)
    return {
      lines: [
        ...(isNew && constraint !== undefined ? [constraintLine(constraint)] : []),
        conflictLine(conflict, lessons, visible.has(conflict.id))
      ],
      conflictIds: [conflict.id],
      lessonIds: lessons
    }
  }
}

const constraintLine = ({ id, kind, hard, weight, note }: Constraint): string =>
  dataLine({
    constraint: id,
    kind,
    ...(hard ? { hard } : { weight }),
    rule: ruleOf(kind)?.sentence ?? "",
    ...(note === null || note === "" ? {} : { note: short(note, maxNote) })
  })

const conflictLine = (conflict: Conflict, lessons: ReadonlyArray<string>, isVisible: boolean): string =>
  dataLine({
    conflict: conflict.id,
    ...(isVisible ? { visible: true } : {}),
    constraint: conflict.constraintId,
    severity: conflict.severity,
    cost: conflict.cost,
    message: short(conflict.message, maxMessage),
    lessons,
    ...(lessons.length < conflict.lessons.length ? { more_lessons: conflict.lessons.length - lessons.length } : {})
  })
