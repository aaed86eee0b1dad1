import { Effect, Schema } from "effect"
import { ScheduleRepo, TimetableNotFound } from "../../schedule/ScheduleRepo.ts"
import { command } from "../Command.ts"
import { wireTimetable } from "../wire.ts"

export const timetables = command({
  name: "/timetables",
  summary: "The timetables of your school.",
  example: "/timetables",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({}),
  handle: (_, { user }) =>
    Effect.gen(function* () {
      const repo = yield* ScheduleRepo
      const heads = yield* repo.heads(user.schoolId)
      const current = yield* repo.head(user.schoolId, null).pipe(
        Effect.map(({ id }) => id),
        Effect.catchIf(
          error => error instanceof TimetableNotFound,
          () => Effect.succeed(null)
        )
      )
      const shown = heads.map(head => ({
        ...wireTimetable(head),
        published: head.published,
        current: head.id === current
      }))
      return {
        text: shown
          .map(({ name, version, current }) => `• ${name}, version ${version}${current ? ", the current one" : ""}`)
          .join("\n"),
        data: { kind: "timetables" as const, timetables: shown },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})
