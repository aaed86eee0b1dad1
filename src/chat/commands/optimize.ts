import { Effect, Schema } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { OptimiseRequest } from "../../suggestions/SearchRequest.ts"
import { command } from "../Command.ts"
import { counted, deltaWords } from "../proposals/changeWords.ts"
import { decisionActions, propose } from "../proposals/proposing.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"
import { Where, wholeNumber } from "./parameters.ts"
import { readScope, scopeWords, searchFor } from "./searching.ts"

const usualSeconds = 10

export const optimize = command({
  name: "/optimize",
  summary: "Makes the week, or part of it, as good as time allows. Writes nothing; can be cancelled.",
  example: "/optimize day=monday seconds=1",
  role: "viewer",
  manner: "run",
  bare: null,
  parameters: Schema.Struct({
    teacher: Where.teacher,
    class: Where.class,
    room: Where.room,
    day: Where.day,
    seconds: wholeNumber(1, 600, `how long to search, 1 to 600 (${usualSeconds})`)
  }),
  handle: ({ seconds = usualSeconds, ...asked }, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { scope, understood } = yield* readScope(inspection, asked)
      const request: OptimiseRequest = { _tag: "Optimise", scope, millis: seconds * 1000, seed: 1 }
      const { proposals, nodes, millis, complete } = yield* searchFor(inspection.timetable, request, asker)
      const search = { depth: inspection.model.lessons.length, nodes, ms: Math.round(millis), complete }
      const suggestions = yield* propose(inspection, asker, proposals, { scope: understood, search })
      const [best, ...smaller] = suggestions
      const { id: fresh } = yield* Stamp
      const effort = `${counted(nodes, "position")} in ${(millis / 1000).toFixed(1)} s`
      return {
        text:
          best === undefined
            ? `I found nothing better${scopeWords(understood)} (${effort}). More seconds= may help.`
            : [
                `A better week${scopeWords(understood)}: ${deltaWords(best.delta)}, ${counted(best.disturbance.lessons, "lesson")} moved (${effort}).`,
                `It resolves ${counted(best.cut?.resolved ?? best.resolved.length, "conflict")} and adds ${best.cut?.added ?? best.added.length}. Nothing is changed until you apply it.`,
                ...smaller.map(
                  ({ delta, disturbance }, i) =>
                    `${i + 2}: with fewer moves, ${counted(disturbance.lessons, "lesson")}: ${deltaWords(delta)}.`
                )
              ].join("\n"),
        data: {
          kind: "suggestions" as const,
          timetable: wireTimetable(inspection.timetable),
          scope: understood,
          search,
          suggestions
        },
        conflictIds: suggestions.flatMap(({ resolved }) => resolved.map(({ id }) => id)),
        lessonIds: suggestions.flatMap(({ changes }) => changes.map(change => change.lesson_id)),
        suggestions,
        actions: suggestions.flatMap((suggestion, i) =>
          decisionActions(suggestion, smaller.length === 0 ? "" : ` ${i + 1}`, fresh)
        )
      }
    })
})
