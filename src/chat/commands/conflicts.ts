import { Effect, Schema } from "effect"
import type { Conflict } from "../../constraints/Conflict.ts"
import { filterConflicts } from "../../constraints/ConflictFilter.ts"
import { tally } from "../../constraints/Tally.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { command } from "../Command.ts"
import { findKinds } from "../lookups/lookups.ts"
import { actionId } from "../proposals/actionId.ts"
import { wireConflict, wireTimetable } from "../wire.ts"
import { narrow, phrase } from "./narrow.ts"
import { offsetOf, Page, pageOf, text, Where } from "./parameters.ts"

const maxIds = 1_000
const maxLines = 10
const maxButtons = 5

export const conflicts = command({
  name: "/conflicts",
  summary: "What is wrong with the timetable, the worst first.",
  example: "/conflicts day=monday time=morning",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    ...Where,
    kind: text("a kind of conflict, several with commas, e.g. teacher_clash"),
    severity: Schema.optionalWith(
      Schema.Literal("hard", "soft").annotations({
        description: "hard or soft",
        message: () => ({ message: "is hard or soft", override: true })
      }),
      {
        exact: true
      }
    ),
    ...Page
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan, evaluation } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const narrowed = yield* narrow(model, asked)
      const kinds = asked.kind === undefined ? null : yield* findKinds(asked.kind)
      const filters = {
        ...narrowed.understood,
        ...(kinds === null ? {} : { kind: [...kinds].join(",") }),
        ...(asked.severity === undefined ? {} : { severity: asked.severity })
      }
      const matching = filterConflicts(model, plan, evaluation.conflicts, {
        ...narrowed,
        kinds,
        severity: asked.severity ?? null
      })
      const shown = pageOf(matching, asked)
      const totals = tally(matching)
      return {
        text: words(matching, shown, filters, offsetOf(asked)),
        data: {
          kind: "conflicts" as const,
          timetable: wireTimetable(timetable),
          filters,
          total: matching.length,
          hard: totals.hard,
          soft: totals.soft,
          by_kind: totals.byKind,
          conflicts: shown.map(conflict => wireConflict(model, conflict))
        },
        conflictIds: matching.slice(0, maxIds).map(conflict => conflict.id),
        lessonIds: [...new Set(matching.flatMap(conflict => conflict.lessons))].slice(0, maxIds),
        actions: shown.slice(0, maxButtons).map(conflict => ({
          id: actionId("explain", conflict.id),
          label: `Explain: ${conflict.message}`,
          command: "/explain",
          parameters: { conflict: conflict.id }
        }))
      }
    })
})

const words = (
  matching: ReadonlyArray<Conflict>,
  shown: ReadonlyArray<Conflict>,
  filters: Readonly<Record<string, string>>,
  before: number
): string => {
  const about = phrase(filters)
  if (matching.length === 0) return `No conflicts${about}.`
  const hard = matching.filter(conflict => conflict.severity === "hard").length
  const lines = shown.slice(0, maxLines).map(conflict => `• [${conflict.severity}] ${conflict.message}`)
  const left = matching.length - before - lines.length
  return [
    `${matching.length} conflict${matching.length === 1 ? "" : "s"}${about}: ${hard} hard, ${matching.length - hard} soft.`,
    ...lines,
    ...(left > 0 ? [`… and ${left} more: narrow it down, or ask with page= and limit=.`] : [])
  ].join("\n")
}
