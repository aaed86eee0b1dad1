import { Effect, Option, Schema } from "effect"
import { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import type { TimetableId } from "../../timetable/Timetable.ts"
import { type Asker, command } from "../Command.ts"
import { actionId } from "../proposals/actionId.ts"
import { counted, deltaWords, suggestionLines } from "../proposals/changeWords.ts"
import { checkOpen, ownerOf, ownSuggestion } from "../proposals/ownSuggestion.ts"
import { refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { wireConsequences, wireTimetable } from "../wire.ts"
import { clashWords, readBasket, removeAction } from "./basketContents.ts"
import { id, yes } from "./parameters.ts"

export const basket = command({
  name: "/basket",
  summary: "Suggestions that add up, to be applied together; shows what they do as a whole.",
  example: "/basket",
  role: "editor",
  manner: "write",
  bare: null,
  parameters: Schema.Struct({
    add: id("the id of a suggestion to put in"),
    remove: id("the id of a suggestion to take out"),
    clear: yes("yes: take all out")
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const repo = yield* SuggestionRepo
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { timetable, model } = inspection
      yield* change(asker, asked, timetable.id)
      const suggestions = yield* repo.basket(ownerOf(asker), timetable.id)
      const { id: fresh } = yield* Stamp
      const { merged, delta } = readBasket(inspection, suggestions)
      const shown = suggestions.flatMap(suggestion => Option.toArray(asShown(suggestion.shown)))
      const together = delta === null ? null : wireConsequences(model, delta)
      return {
        text: words(
          shown,
          together === null ? null : deltaWords(together.delta),
          merged.clashes.map(clash => clashWords(model, clash))
        ),
        data: {
          kind: "basket" as const,
          timetable: wireTimetable(timetable),
          suggestions: shown,
          conflicting: merged.clashes.map(({ later, earlier, lessonIds }) => ({
            suggestion_id: suggestions[later]?.id ?? "",
            with: earlier === null ? null : (suggestions[earlier]?.id ?? null),
            lesson_ids: lessonIds
          })),
          together
        },
        conflictIds: [],
        lessonIds: [...new Set(shown.flatMap(({ changes }) => changes.map(({ lesson_id }) => lesson_id)))],
        suggestions: shown,
        actions: [
          ...(shown.length > 0 && together !== null
            ? [
                {
                  id: actionId("apply-basket", fresh()),
                  label: "Apply all",
                  command: "/apply",
                  parameters: { basket: "yes", version: timetable.version }
                }
              ]
            : []),
          ...shown.map(({ id }, i) => removeAction(id, i, fresh)),
          ...(shown.length > 0
            ? [
                {
                  id: actionId("clear-basket", fresh()),
                  label: "Empty the basket",
                  command: "/basket",
                  parameters: { clear: "yes" }
                }
              ]
            : [])
        ]
      }
    })
})

const mostInBasket = 50

const asShown = Schema.decodeUnknownOption(WireSuggestion)

interface Asked {
  readonly add?: string
  readonly remove?: string
  readonly clear?: "yes"
}

/** Each of these can be said twice: the basket is the same afterwards. */
const change = (asker: Asker, { add, remove, clear }: Asked, timetableId: TimetableId) =>
  Effect.gen(function* () {
    const repo = yield* SuggestionRepo
    const owner = ownerOf(asker)
    if (clear !== undefined)
      for (const { id } of yield* repo.basket(owner, timetableId)) yield* repo.setInBasket(owner, id, false)
    if (remove !== undefined) {
      const { id } = yield* ownSuggestion(asker, remove, "remove")
      yield* repo.setInBasket(owner, id, false)
    }
    if (add !== undefined) {
      const suggestion = yield* ownSuggestion(asker, add, "add")
      yield* checkOpen(suggestion, {})
      if ((yield* repo.basket(owner, timetableId)).length >= mostInBasket)
        return yield* refuse("limit_exceeded", `The basket holds ${mostInBasket} suggestions at most.`, [
          { path: "parameters.add", message: `at most ${mostInBasket}` }
        ])
      yield* repo.setInBasket(owner, suggestion.id, true)
    }
  })

const words = (
  shown: ReadonlyArray<WireSuggestion>,
  together: string | null,
  clashes: ReadonlyArray<string>
): string => {
  if (shown.length === 0) return "The basket is empty. /basket add=SUGGESTION puts something in."
  return [
    `${counted(shown.length, "suggestion")} in the basket:`,
    ...shown.flatMap((suggestion, i) => [`${i + 1}. ${suggestion.reason}`, ...suggestionLines(suggestion)]),
    together === null ? `They do not go together: ${clashes.join("; ")}.` : `Together: ${together}.`
  ].join("\n")
}
