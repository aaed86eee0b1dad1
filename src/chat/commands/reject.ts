import { Effect, Schema } from "effect"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import { command } from "../Command.ts"
import { appliedBefore, ownerOf, ownSuggestion } from "../proposals/ownSuggestion.ts"
import { neededId, text } from "./parameters.ts"

export const reject = command({
  name: "/reject",
  summary: "Puts a suggestion aside: it cannot be applied any more.",
  example: '/reject suggestion=ID why="too much at once"',
  role: "editor",
  manner: "write",
  bare: "suggestion",
  parameters: Schema.Struct({
    suggestion: neededId("the id of a suggestion"),
    why: text("what is wrong with it; it stays in the conversation")
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const repo = yield* SuggestionRepo
      const suggestion = yield* ownSuggestion(asker, asked.suggestion)
      if (suggestion.status === "applied") return yield* yield* appliedBefore(suggestion)
      yield* repo.reject(ownerOf(asker), suggestion.id)
      return {
        text: "Rejected. It stays as it is.",
        data: { kind: "rejected" as const, suggestion_id: suggestion.id },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})
