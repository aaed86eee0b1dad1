import type { Conflict } from "../../constraints/Conflict.ts"
import type { LessonFacts, Model } from "../../constraints/Model.ts"
import { roomName, teacherName, when } from "../../constraints/words.ts"
import type { Pin } from "../../timetable/Placement.ts"
import { type Focus, lessonRelevance } from "./Focus.ts"
import { dataLine, short } from "./fence.ts"
import type { Item } from "./Section.ts"
import type { Inspected } from "./timetableFacts.ts"

const maxName = 120
const maxWhy = 200
/** Of a lesson's teachers and of its rooms; more are counted. */
const maxNames = 6
/** Less than what the question names, so that it decides only where the question does not. */
const ofConflict = 0.5

/** The lessons that the question points at, those of whom it names, then those of the conflicts given; among equals by time. */
export const relevantLessons = (
  { model, plan }: Inspected,
  focus: Focus,
  conflicts: ReadonlyArray<Conflict>
): ReadonlyArray<LessonFacts> => {
  const inConflict = new Set(conflicts.flatMap(({ lessons }) => lessons.flatMap(id => model.lessonIndex.get(id) ?? [])))
  return model.lessons
    .map(facts => {
      const relevance = lessonRelevance(plan, facts, focus)
      const slot = plan.slotOf[facts.index] ?? -1
      return { facts, relevance: relevance + (inConflict.has(facts.index) ? ofConflict : 0), slot }
    })
    .filter(({ relevance }) => relevance > 0)
    .sort((a, b) => b.relevance - a.relevance || a.slot - b.slot)
    .map(({ facts }) => facts)
}

/** Who pinned what, by lesson. */
export const pinsOf = ({ timetable }: Inspected): ReadonlyMap<string, Pin> =>
  new Map(timetable.placements.flatMap(({ lessonId, pin }) => (pin === null ? [] : [[lessonId, pin] as const])))

export const lessonItem = (inspected: Inspected, pins: ReadonlyMap<string, Pin>, facts: LessonFacts): Item => {
  const { model, plan } = inspected
  const { index, lesson, name, duration } = facts
  const pin = pins.get(lesson.id)
  return {
    lines: [
      dataLine({
        lesson: lesson.id,
        name: short(name, maxName),
        at: plan.stands(index) ? when(model, slotsOf(inspected, index), facts.weeks) : "not placed",
        ...(duration === 1 ? {} : { periods: duration }),
        teachers: names(model, plan.teachersOf(index), teacherName),
        rooms: names(model, plan.roomsOf(index), roomName),
        ...(pin === undefined ? {} : { pinned: { by: short(pin.by, maxName), why: short(pin.why, maxWhy) } })
      })
    ],
    lessonIds: [lesson.id]
  }
}

const slotsOf = ({ plan }: Inspected, lesson: number): ReadonlyArray<number> => {
  const first = plan.slotOf[lesson] ?? 0
  return Array.from({ length: Math.max(1, plan.endOf(lesson) - first) }, (_, i) => first + i)
}

const names = (
  model: Model,
  members: Int32Array,
  nameOf: (model: Model, member: number) => string
): ReadonlyArray<string> => [
  ...Array.from(members.slice(0, maxNames), member => short(nameOf(model, member), maxName)),
  ...(members.length > maxNames ? [`and ${members.length - maxNames} more`] : [])
]
