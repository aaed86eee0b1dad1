import { Effect, Schema } from "effect"
import type { WireSearch, WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { SuggestRequest } from "../../suggestions/SearchRequest.ts"
import { command } from "../Command.ts"
import { actionId } from "../proposals/actionId.ts"
import { counted } from "../proposals/changeWords.ts"
import { decisionActions, propose } from "../proposals/proposing.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"
import { text, Where, wholeNumber, yes } from "./parameters.ts"
import { readScope, scopeWords, searchFor } from "./searching.ts"

const usualLessons = 3
const usualLimit = 5
/**
 * Milliseconds of searching; the answer is due after 200 and 1,000, and has to be asked for, worded and stored as well. One
 * lesson or conflict is looked at from all sides sooner than a teacher's week.
 */
const millisFor = { one: 140, many: 850 }

export const suggest = command({
  name: "/suggest",
  summary: "A few small changes that make it better, with what each would do. Writes nothing.",
  example: '/suggest teacher="Mrs. Smith"',
  role: "viewer",
  manner: "run",
  bare: null,
  parameters: Schema.Struct({
    conflict: text("the id of a conflict to resolve"),
    lesson: text("a lesson: its id, or words like 7b Maths monday 2"),
    teacher: Where.teacher,
    class: Where.class,
    room: Where.room,
    day: Where.day,
    deeper: yes("yes: move one lesson more"),
    longer: yes("yes: search twice as long"),
    limit: wholeNumber(1, 50, `how many at most, 1 to 50 (${usualLimit})`)
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { scope, understood } = yield* readScope(inspection, asked)
      const isOne = scope.conflictId !== null || scope.lessonIds.length > 0
      const request: SuggestRequest = {
        _tag: "Suggest",
        scope,
        maxLessons: usualLessons + (asked.deeper === undefined ? 0 : 1),
        limit: asked.limit ?? usualLimit,
        millis: (isOne ? millisFor.one : millisFor.many) * (asked.longer === undefined ? 1 : 2),
        seed: 1
      }
      const { proposals, nodes, millis, complete } = yield* searchFor(inspection.timetable, request, asker)
      const search = { depth: request.maxLessons, nodes, ms: Math.round(millis), complete }
      const suggestions = yield* propose(inspection, asker, proposals, { scope: understood, search })
      const { deeper, longer, ...again } = asked
      const { id: fresh } = yield* Stamp
      return {
        text: words(scopeWords(understood), suggestions, search),
        data: {
          kind: "suggestions" as const,
          timetable: wireTimetable(inspection.timetable),
          scope: understood,
          search,
          suggestions
        },
        conflictIds: [...new Set(suggestions.flatMap(({ resolved }) => resolved.map(({ id }) => id)))],
        lessonIds: [...new Set(suggestions.flatMap(({ changes }) => changes.map(change => change.lesson_id)))],
        suggestions,
        actions: [
          ...suggestions.flatMap((suggestion, i) => decisionActions(suggestion, ` ${i + 1}`, fresh)),
          ...(deeper === undefined
            ? [
                {
                  id: actionId("deeper", fresh()),
                  label: "Look deeper",
                  command: "/suggest",
                  parameters: { ...again, longer, deeper: "yes" }
                }
              ]
            : []),
          ...(longer === undefined
            ? [
                {
                  id: actionId("longer", fresh()),
                  label: "Look longer",
                  command: "/suggest",
                  parameters: { ...again, deeper, longer: "yes" }
                }
              ]
            : [])
        ]
      }
    })
})

const words = (about: string, suggestions: ReadonlyArray<WireSuggestion>, search: WireSearch): string => {
  const extent = `${counted(search.nodes, "position")} looked at in ${search.ms} ms, at most ${counted(search.depth, "lesson")} moved${search.complete ? "; there are no others" : ""}`
  if (suggestions.length === 0)
    return `I found nothing that makes it better${about} (${extent}).${search.complete ? "" : " Look deeper or longer for more."}`
  return [
    `${counted(suggestions.length, "suggestion")}${about}:`,
    ...suggestions.map(({ reason }, i) => `${i + 1}. ${reason}`),
    `Nothing is changed until you apply one. ${extent}.`
  ].join("\n")
}
