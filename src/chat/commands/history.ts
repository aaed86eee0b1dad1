import { Effect, Schema } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { ChangeRepo } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector, type Inspection } from "../../schedule/ConflictDetector.ts"
import type { LessonId } from "../../timetable/Lesson.ts"
import { readSince, today } from "../answering/calendar.ts"
import { type Asker, command } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { findTeacher } from "../lookups/lookups.ts"
import { counted, historyLine } from "../proposals/changeWords.ts"
import { inBrief, wireChange } from "../proposals/wireSuggestion.ts"
import { refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"
import { oneChange } from "./oneChange.ts"
import { defaultLimit, id, offsetOf, Page, text, Where } from "./parameters.ts"

const maxLines = 20

export const history = command({
  name: "/history",
  summary: "Who changed what, when and why, the newest first.",
  example: '/history since="2 days"',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    lesson: text("a lesson: its id, or words like 7b Maths monday 2"),
    teacher: Where.teacher,
    since: text("today, yesterday, 2 days, 3 hours or 2026-11-20"),
    change: id("the id of a change: it alone, with all that it did"),
    ...Page
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      if (asked.change !== undefined) return yield* oneChange(asker, asked.change)
      const detector = yield* ConflictDetector
      const repo = yield* ChangeRepo
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { timetable, model } = inspection
      const about = yield* lessonsOf(inspection, asked)
      const since = asked.since === undefined ? null : yield* sinceWhen(asker, asked.since)
      const filters = { ...about.understood, ...(asked.since === undefined ? {} : { since: asked.since }) }
      const found = yield* repo.history(timetable.schoolId, timetable.id, {
        lessonIds: about.lessonIds,
        since,
        limit: asked.limit ?? defaultLimit,
        offset: offsetOf(asked)
      })
      const changes = found.changes.map(record => wireChange(model, record, inBrief))
      const lines = changes.slice(0, maxLines).map(change => `• ${historyLine(change)}`)
      const left = found.total - offsetOf(asked) - lines.length
      const [newest] = changes
      return {
        text:
          changes.length === 0
            ? `No changes${phrase(filters)}.`
            : [
                `${counted(found.total, "change")}${phrase(filters)}, the newest first:`,
                ...lines,
                ...(left > 0 ? [`… and ${left} more: narrow it down, or ask with page= and limit=.`] : [])
              ].join("\n"),
        data: {
          kind: "history" as const,
          timetable: wireTimetable(timetable),
          filters,
          total: found.total,
          changes
        },
        conflictIds: [],
        lessonIds: [...new Set(changes.flatMap(change => change.changes.map(({ lesson_id }) => lesson_id)))],
        actions:
          newest === undefined || newest.kind === "imported"
            ? []
            : [
                {
                  id: `undo-${newest.change_id}`,
                  label: "Take the newest back",
                  command: "/undo",
                  parameters: { change: newest.change_id }
                }
              ]
      }
    })
})

interface About {
  readonly lessonIds: ReadonlyArray<LessonId> | null
  readonly understood: Readonly<Record<string, string>>
}

const lessonsOf = ({ model, plan }: Inspection, asked: { readonly lesson?: string; readonly teacher?: string }) =>
  Effect.gen(function* () {
    const lesson = asked.lesson === undefined ? null : yield* findLesson(model, plan, asked.lesson, null)
    const teacher = asked.teacher === undefined ? null : yield* findTeacher(model, asked.teacher)
    if (lesson === null && teacher === null) return { lessonIds: null, understood: {} } satisfies About
    const indices = model.lessons
      .map(({ index }) => index)
      .filter(
        index =>
          (lesson === null || index === lesson) && (teacher === null || plan.teachersOf(index).includes(teacher.index))
      )
    return {
      lessonIds: idsOf(model, indices),
      understood: {
        ...(lesson === null ? {} : { lesson: lessonAt(model, plan, lesson) }),
        ...(teacher === null ? {} : { teacher: teacher.name })
      }
    } satisfies About
  })

const idsOf = (model: Model, indices: ReadonlyArray<number>): ReadonlyArray<LessonId> =>
  indices.flatMap(index => model.lessons[index]?.lesson.id ?? [])

const sinceWhen = (asker: Asker, asked: string) =>
  Effect.gen(function* () {
    const { millis } = yield* Stamp
    const now = yield* today(asker.user.schoolId)
    const since = readSince(asked, { ...now, millis: millis() })
    return (
      since ??
      (yield* refuse(
        "validation_failed",
        `"${asked}" is no time in the past. Say today, yesterday, 2 days or 2026-11-20.`,
        [{ path: "parameters.since", message: "today, yesterday, N days, N hours or YYYY-MM-DD" }]
      ))
    )
  })

const phrase = ({ lesson, teacher, since }: Readonly<Record<string, string>>): string =>
  [
    lesson === undefined ? "" : ` of ${lesson}`,
    teacher === undefined ? "" : ` of ${teacher}'s lessons`,
    since === undefined ? "" : ` since ${since}`
  ].join("")
