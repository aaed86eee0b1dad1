import { Effect, Schema } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { noEdit } from "../../timetable/Edit.ts"
import { command } from "../Command.ts"
import { decide } from "../proposals/deciding.ts"
import { refuse } from "../Refusal.ts"

export const publish = command({
  name: "/publish",
  summary: "Says that people live by this timetable now: from then on suggestions disturb as few as possible.",
  example: "/publish",
  role: "editor",
  manner: "write",
  bare: null,
  parameters: Schema.Struct({}),
  handle: (_, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      if (timetable.published)
        return yield* refuse(
          "validation_failed",
          `${timetable.name} is published already. /undo takes a change back.`,
          [{ path: "timetable", message: "published already" }]
        )
      return yield* decide(asker, {
        timetableId: timetable.id,
        version: timetable.version,
        kind: "published",
        edit: { ...noEdit, published: { from: false, to: true } }
      })
    })
})
