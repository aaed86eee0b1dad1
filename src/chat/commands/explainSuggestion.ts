import { Effect, Option, Schema } from "effect"
import { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { Suggestion } from "../../suggestions/Suggestion.ts"
import type { Asker } from "../Command.ts"
import { deltaWords, suggestionLines } from "../proposals/changeWords.ts"
import { ownSuggestion } from "../proposals/ownSuggestion.ts"
import { decisionActions } from "../proposals/proposing.ts"
import { refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"

const readShown = Schema.decodeUnknownOption(WireSuggestion)

/** What a suggestion that was shown before would do, and whether it still can be applied. */
export const explainSuggestion = (asker: Asker, id: string) =>
  Effect.gen(function* () {
    const kept = yield* ownSuggestion(asker, id)
    const shown = readShown(kept.shown)
    // Older versions may have shown something else.
    if (Option.isNone(shown))
      return yield* refuse("suggestion_expired", `The suggestion ${id} was made long ago; ask for a new one.`, [
        { path: "parameters.suggestion", message: "outdated" }
      ])
    const suggestion = shown.value
    const detector = yield* ConflictDetector
    const { timetable } = yield* detector.inspect(asker.user.schoolId, kept.timetableId)
    const { id: fresh, millis } = yield* Stamp
    const state = kept.status === "open" && kept.expiresAt <= millis() ? "expired" : kept.status
    return {
      text: [
        `${suggestion.reason} (${deltaWords(suggestion.delta)})`,
        ...suggestionLines(suggestion),
        states[state]
      ].join("\n"),
      data: {
        kind: "suggestions" as const,
        timetable: wireTimetable(timetable),
        scope: suggestion.scope,
        search: suggestion.search,
        suggestions: [suggestion]
      },
      conflictIds: suggestion.resolved.map(({ id }) => id),
      lessonIds: [...new Set(suggestion.changes.map(change => change.lesson_id))],
      suggestions: [suggestion],
      actions: state === "open" ? decisionActions(suggestion, "", fresh) : []
    }
  })

const states: Readonly<Record<Suggestion["status"] | "expired", string>> = {
  open: "Nothing is changed until you apply it.",
  applied: "It has been applied.",
  rejected: "It was rejected; ask for a new one.",
  expired: "It has expired; ask for a new one."
}
