import { Effect, Schema } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import { type Edit, touchedLessons } from "../../timetable/Edit.ts"
import { type Asker, command } from "../Command.ts"
import { decide } from "../proposals/deciding.ts"
import { type Approved, appliedBefore, checkOpen, ownerOf, ownSuggestion } from "../proposals/ownSuggestion.ts"
import { tooLate } from "../proposals/rebasing.ts"
import { refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { clashRefusal, readBasket } from "./basketContents.ts"
import { id, text, wholeNumber, yes } from "./parameters.ts"

interface Asked extends Approved {
  readonly force?: string
}

export const apply = command({
  name: "/apply",
  summary: "Does what a suggestion, or all in the basket, would do. A hard conflict or a locked lesson needs a reason.",
  example: "/apply suggestion=ID",
  role: "editor",
  manner: "write",
  bare: "suggestion",
  parameters: Schema.Struct({
    suggestion: id("the id of a suggestion"),
    basket: yes("yes: everything in the basket together"),
    hash: text("the hash of the suggestion as it was shown"),
    version: wholeNumber(1, Number.MAX_SAFE_INTEGER, "the version of the timetable as it was shown"),
    force: text("the reason why it is to be done against a hard constraint; it stays in the history")
  }),
  handle: ({ suggestion, basket, ...asked }, asker) =>
    Effect.gen(function* () {
      if (suggestion !== undefined && basket === undefined) return yield* applyOne(asker, suggestion, asked)
      if (suggestion === undefined && basket !== undefined) return yield* applyBasket(asker, asked)
      return yield* refuse("validation_failed", "Which one? /apply suggestion=ID, or /apply basket=yes.", [
        { path: "parameters.suggestion", message: "give either suggestion or basket" }
      ])
    })
})

/** Substitutions alone leave the week plan as it is. */
const kindOf = (edit: Edit) =>
  edit.changes.length === 0 && edit.substitutions.length > 0 ? ("covered" as const) : ("applied" as const)

const forced = ({ force }: Asked) => ({ why: force ?? null, forced: force !== undefined })

const applyOne = (asker: Asker, id: string, asked: Asked) =>
  Effect.gen(function* () {
    const suggestion = yield* ownSuggestion(asker, id)
    yield* checkOpen(suggestion, asked)
    const { timetableId, version, edit, hash } = suggestion
    return yield* decide(asker, {
      timetableId,
      version,
      kind: kindOf(edit),
      edit,
      suggestion: { id: suggestion.id, hash },
      ...forced(asked)
    }).pipe(
      Effect.catchTags({
        StaleVersion: stale => Effect.flatMap(tooLate(asker, suggestion, stale), Effect.fail),
        SuggestionSpent: spent =>
          spent.reason === "applied" ? Effect.flatMap(appliedBefore(suggestion), Effect.fail) : Effect.fail(spent)
      })
    )
  })

const applyBasket = (asker: Asker, asked: Asked) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const repo = yield* SuggestionRepo
    const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
    const { timetable, model } = inspection
    const suggestions = yield* repo.basket(ownerOf(asker), timetable.id)
    const [first, ...rest] = suggestions
    if (first === undefined)
      return yield* refuse("validation_failed", "The basket is empty. /basket add=SUGGESTION puts something in.", [
        { path: "parameters.basket", message: "empty" }
      ])
    for (const suggestion of suggestions) yield* checkOpen(suggestion, {})
    const { merged } = readBasket(inspection, suggestions)
    if (merged.clashes.length > 0) return yield* clashRefusal(model, suggestions, merged.clashes, (yield* Stamp).id)
    if (touchedLessons(merged.edit).length === 0)
      return yield* refuse(
        "validation_failed",
        "What is in the basket comes to nothing: it moves lessons there and back.",
        [{ path: "parameters.basket", message: "no change" }]
      )
    return yield* decide(asker, {
      timetableId: timetable.id,
      version: asked.version ?? timetable.version,
      kind: kindOf(merged.edit),
      edit: merged.edit,
      suggestion: { id: first.id, hash: first.hash },
      alsoSpent: rest.map(({ id }) => id),
      ...forced(asked)
    })
  })
