import { Effect, Schema } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { twinsOf } from "../../suggestions/lessons.ts"
import { swapOf } from "../../suggestions/whatIf.ts"
import { command } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { refuse } from "../Refusal.ts"
import { lesson, needed } from "./parameters.ts"
import { whatIf } from "./whatIf.ts"

export const swap = command({
  name: "/swap",
  summary: "What if two lessons traded times: what that would add and resolve. Writes nothing; answers a suggestion.",
  example: '/swap lesson="7b Maths tuesday 3" with="7b History tuesday 4"',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({ lesson, with: needed("the other lesson, as lesson=") }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { model, plan, live } = inspection
      const one = yield* findLesson(model, plan, asked.lesson, asker.context)
      const other = yield* findLesson(model, plan, asked.with, null, "with")
      if (one === other)
        return yield* refuse("validation_failed", "A lesson cannot be swapped with itself.", [
          { path: "parameters.with", message: "the same lesson" }
        ])
      const unplaced = [one, other].find(index => (plan.slotOf[index] ?? -1) < 0)
      if (unplaced !== undefined)
        return yield* refuse(
          "validation_failed",
          `${lessonAt(model, plan, unplaced)}, has no time to trade. /move gives it one.`,
          [{ path: unplaced === one ? "parameters.lesson" : "parameters.with", message: "unplaced" }]
        )
      const twins = twinsOf(plan)
      if (twins[one] === twins[other])
        return yield* refuse(
          "validation_failed",
          `${lessonAt(model, plan, one)}, and ${lessonAt(model, plan, other)}, are the same lesson to everybody: nothing would change.`,
          [{ path: "parameters.with", message: "an identical lesson" }]
        )
      const understood = { lesson: lessonAt(model, plan, one), with: lessonAt(model, plan, other) }
      return yield* whatIf(inspection, asker, swapOf(live, one, other), understood)
    })
})
