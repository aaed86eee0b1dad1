import { Effect, Schema } from "effect"
import { type ScoreSheet, type Share, scoreSheet } from "../../constraints/ScoreSheet.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { command } from "../Command.ts"
import { actionId } from "../proposals/actionId.ts"
import { wireTimetable } from "../wire.ts"
import { wholeNumber } from "./parameters.ts"

const defaultWorst = 5

export const score = command({
  name: "/score",
  summary: "The whole picture: totals, by kind, and the teachers, classes and days that are worst off.",
  example: "/score worst=3",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    worst: wholeNumber(1, 100, `how many teachers, classes and days at most, 1 to 100 (${defaultWorst})`)
  }),
  handle: ({ worst = defaultWorst }, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan, evaluation } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const whole = scoreSheet(model, plan, evaluation.conflicts)
      const sheet = {
        ...whole,
        teachers: whole.teachers.slice(0, worst),
        classes: whole.classes.slice(0, worst),
        days: whole.days.slice(0, worst)
      }
      const [teacher] = sheet.teachers
      return {
        text: words(timetable.name, timetable.version, sheet),
        data: {
          kind: "score" as const,
          timetable: wireTimetable(timetable),
          hard: sheet.hard,
          soft: sheet.soft,
          count: sheet.count,
          by_kind: sheet.byKind,
          teachers: sheet.teachers,
          classes: sheet.classes,
          days: sheet.days
        },
        conflictIds: [],
        lessonIds: [],
        actions:
          teacher === undefined
            ? []
            : [
                {
                  id: actionId("conflicts", teacher.id),
                  label: `Show the conflicts of ${teacher.name}`,
                  command: "/conflicts",
                  parameters: { teacher: teacher.id }
                }
              ]
      }
    })
})

const words = (name: string, version: number, sheet: ScoreSheet): string => {
  if (sheet.count === 0) return `${name}, version ${version}: no conflicts at all.`
  const kinds = Object.entries(sheet.byKind).sort(
    ([a, one], [b, other]) => other.hard - one.hard || other.soft - one.soft || (a < b ? -1 : 1)
  )
  return [
    `${name}, version ${version}: hard ${sheet.hard}, soft ${sheet.soft}, ${sheet.count} conflict${sheet.count === 1 ? "" : "s"}.`,
    ...kinds.map(([kind, { count, hard, soft }]) => `• ${count} × ${kind} (hard ${hard}, soft ${soft})`),
    ...worstOf("teachers", sheet.teachers),
    ...worstOf("classes", sheet.classes),
    ...worstOf("days", sheet.days)
  ].join("\n")
}

const worstOf = (noun: string, shares: ReadonlyArray<Share>): ReadonlyArray<string> =>
  shares.length === 0
    ? []
    : [
        `Worst ${noun}: ${shares.map(({ name, hard, soft, count }) => `${name} (hard ${hard}, soft ${soft}, ${count})`).join(", ")}`
      ]
