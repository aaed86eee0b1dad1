import { Effect, Schema } from "effect"
import type { Model } from "../../constraints/Model.ts"
import type { Plan } from "../../constraints/Plan.ts"
import type { WireLesson } from "../../protocol/Facts.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { command } from "../Command.ts"
import { wireLessons, wireTimetable } from "../wire.ts"
import { type Narrowed, narrow, phrase } from "./narrow.ts"
import { offsetOf, Page, pageOf, text, Where } from "./parameters.ts"

const maxIds = 1_000
const maxLines = 20

export const schedule = command({
  name: "/schedule",
  summary: "The lessons of a teacher, a class, a room, a subject, a day or a time, in order.",
  example: '/schedule teacher="Mrs. Smith" day=monday',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({ ...Where, subject: text("a subject's name"), ...Page }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const narrowed = yield* narrow(model, asked)
      const matching = lessonsOf(model, plan, narrowed)
      const shown = wireLessons(model, plan, pageOf(matching, asked))
      return {
        text: words(matching.length, shown, phrase(narrowed.understood), offsetOf(asked)),
        data: {
          kind: "schedule" as const,
          timetable: wireTimetable(timetable),
          filters: narrowed.understood,
          total: matching.length,
          lessons: shown
        },
        conflictIds: [],
        lessonIds: matching.slice(0, maxIds).flatMap(lesson => model.lessons[lesson]?.lesson.id ?? []),
        actions: []
      }
    })
})

/** In the order of the week, unplaced lessons last. An unplaced lesson stands at no time, so a time leaves it out. */
const lessonsOf = (model: Model, plan: Plan, narrowed: Narrowed): ReadonlyArray<number> => {
  const atoms = narrowed.class === null ? null : new Set(model.atomsOfClass[narrowed.class])
  const subject = narrowed.subject === null ? null : model.body.subjects[narrowed.subject]?.id
  const placeOf = (lesson: number): number => {
    const slot = plan.slotOf[lesson] ?? -1
    return slot < 0 ? Number.MAX_SAFE_INTEGER : slot
  }
  const standsIn = (lesson: number, slots: ReadonlySet<number>): boolean => {
    for (let slot = placeOf(lesson); slot < plan.endOf(lesson); slot++) if (slots.has(slot)) return true
    return false
  }
  return model.lessons
    .filter(
      ({ index, course, atoms: own }) =>
        (narrowed.slots === null || standsIn(index, narrowed.slots)) &&
        (narrowed.teacher === null || plan.teachersOf(index).includes(narrowed.teacher)) &&
        (subject === null || course.subjectId === subject) &&
        (narrowed.room === null || plan.roomsOf(index).includes(narrowed.room)) &&
        (atoms === null || own.some(atom => atoms.has(atom)))
    )
    .map(({ index }) => index)
    .sort((a, b) => placeOf(a) - placeOf(b) || a - b)
}

const names = (items: ReadonlyArray<{ readonly name: string }>): string => items.map(item => item.name).join(", ")

const line = (lesson: WireLesson): string =>
  [
    lesson.slot === null ? "unplaced" : `${lesson.slot.day} ${lesson.slot.period}`,
    lesson.name,
    names(lesson.teachers),
    names(lesson.rooms)
  ]
    .filter(part => part !== "")
    .join(" · ")

const words = (total: number, shown: ReadonlyArray<WireLesson>, about: string, before: number): string => {
  if (total === 0) return `No lessons${about}.`
  const lines = shown.slice(0, maxLines).map(lesson => `• ${line(lesson)}`)
  const left = total - before - lines.length
  return [
    `${total} lesson${total === 1 ? "" : "s"}${about}:`,
    ...lines,
    ...(left > 0 ? [`… and ${left} more: narrow it down, or ask with page= and limit=.`] : [])
  ].join("\n")
}
