import type { Conflict, ResourceRef } from "../constraints/Conflict.ts"
import { type Delta, differenceOf } from "../constraints/Delta.ts"
import type { Finding } from "../constraints/diagnosis/Finding.ts"
import type { Evaluation } from "../constraints/Evaluation.ts"
import type { Model } from "../constraints/Model.ts"
import type { Plan } from "../constraints/Plan.ts"
import type {
  ConflictReport,
  WireConflict,
  WireConsequences,
  WireFinding,
  WireLesson,
  WireNamed,
  WireSlot,
  WireTimetable
} from "../protocol/Facts.ts"
import type { TimetableHead } from "../timetable/Timetable.ts"
import { slotInfos } from "../timetable/WeekGrid.ts"

/** From the timetable's values to what stands on the wire. The only place that spells both. */

const named = (item: { readonly id: string; readonly name: string } | undefined): ReadonlyArray<WireNamed> =>
  item === undefined ? [] : [{ id: item.id, name: item.name }]

export const wireSlot = (model: Model, slot: number): WireSlot | null => {
  const info = slotInfos(model.body.grid)[slot]
  if (info === undefined) return null
  const { name, start, end } = info.at
  return { slot, day: info.dayName, period: name, start, end }
}

export const wireConflict = (model: Model, conflict: Conflict): WireConflict => ({
  id: conflict.id,
  kind: conflict.kind,
  severity: conflict.severity,
  constraint_id: conflict.constraintId,
  deviation: conflict.deviation,
  cost: conflict.cost,
  lessons: conflict.lessons,
  resources: wireResources(model, conflict.resources),
  slots: conflict.slots.flatMap(slot => wireSlot(model, slot) ?? []),
  message: conflict.message
})

export const wireFinding = (model: Model, finding: Finding): WireFinding => ({
  ...finding,
  resources: wireResources(model, finding.resources)
})

const wireResources = (model: Model, resources: ReadonlyArray<ResourceRef>): WireConflict["resources"] =>
  resources.map(({ kind, id }) => ({ kind, id, name: resourceName(model, kind, id) }))

const resourceName = (model: Model, kind: ResourceRef["kind"], id: string): string => {
  const { body } = model
  switch (kind) {
    case "teacher":
      return body.teachers[model.teacherIndex.get(id) ?? -1]?.name ?? id
    case "class":
      return body.classes[model.classIndex.get(id) ?? -1]?.name ?? id
    case "room":
      return body.rooms[model.roomIndex.get(id) ?? -1]?.name ?? id
    case "other":
      return body.others.find(other => other.id === id)?.name ?? id
  }
}

/** Lessons by index, in the order given. */
export const wireLessons = (model: Model, plan: Plan, lessons: ReadonlyArray<number>): ReadonlyArray<WireLesson> => {
  const { body } = model
  const subjects = new Map(body.subjects.map(subject => [subject.id, subject.name]))
  const pins = new Map(body.placements.map(placement => [placement.lessonId, placement.pin]))
  return lessons.flatMap(lesson => {
    const facts = model.lessons[lesson]
    if (facts === undefined) return []
    const slot = plan.slotOf[lesson] ?? -1
    const { subjectId } = facts.course
    return {
      id: facts.lesson.id,
      course_id: facts.course.id,
      name: facts.name,
      subject: { id: subjectId, name: subjects.get(subjectId) ?? subjectId },
      teachers: [...plan.teachersOf(lesson)].flatMap(i => named(body.teachers[i])),
      classes: [...facts.classes].flatMap(i => named(body.classes[i])),
      rooms: [...plan.roomsOf(lesson)].flatMap(i => named(body.rooms[i])),
      duration: facts.duration,
      weeks: model.weeks === 1 ? [] : body.cycle.labels.filter((_, week) => (facts.weeks & (1 << week)) !== 0),
      slot: slot < 0 ? null : wireSlot(model, slot),
      pinned: pins.get(facts.lesson.id) ?? null
    }
  })
}

export const wireTimetable = (head: TimetableHead): WireTimetable => ({
  id: head.id,
  name: head.name,
  version: head.version
})

/** What `conflicts --json` prints. */
export const conflictReport = (timetable: string, model: Model, evaluation: Evaluation): ConflictReport => ({
  timetable,
  hard: evaluation.hard,
  soft: evaluation.soft,
  by_kind: evaluation.byKind,
  conflicts: evaluation.conflicts.map(conflict => wireConflict(model, conflict))
})

/** What some changes do; conflicts are told as they stand before (resolved) and after (added). */
export const wireConsequences = (model: Model, delta: Delta): WireConsequences => ({
  delta: {
    ...differenceOf(delta.before, delta.after),
    constraints: Object.fromEntries(
      delta.constraints.map(({ constraintId, kind, severity, before, after }) => [
        constraintId,
        { kind, severity, before, after }
      ])
    )
  },
  resolved: delta.resolved.map(conflict => wireConflict(model, conflict)),
  added: delta.added.map(conflict => wireConflict(model, conflict))
})
