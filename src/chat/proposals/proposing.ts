import { Effect } from "effect"
import type { Action } from "../../protocol/Action.ts"
import type { WireSearch, WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { breathe } from "../../schedule/breathe.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import type { Proposal } from "../../suggestions/Proposal.ts"
import { type Suggestion, SuggestionId } from "../../suggestions/Suggestion.ts"
import type { Edit } from "../../timetable/Edit.ts"
import { noEdit } from "../../timetable/Edit.ts"
import type { Asker } from "../Command.ts"
import { Stamp } from "../Stamp.ts"
import { actionId } from "./actionId.ts"
import { suggestionHash } from "./suggestionHash.ts"
import { wireSuggestion } from "./wireSuggestion.ts"

const lifetimeMillis = 24 * 3_600_000

/** What was not searched for, but asked. */
export const noSearch = (lessons: number): WireSearch => ({ depth: lessons, nodes: 1, ms: 0, complete: true })

/** A proposal on its way to be shown; `edit` where there is more to it than its changes. */
export interface Draft extends Proposal {
  readonly edit?: Edit
}

/** Keeps proposals for this user, so that they can be applied exactly as they are shown, and shows them. */
export const propose = Effect.fn("Suggestions.propose")(function* (
  { timetable, model }: Inspection,
  asker: Asker,
  drafts: ReadonlyArray<Draft>,
  about: { readonly scope: Readonly<Record<string, string>>; readonly search: WireSearch }
) {
  const stamp = yield* Stamp
  const repo = yield* SuggestionRepo
  const createdAt = stamp.millis()
  const make = (draft: Draft) => {
    const edit = draft.edit ?? { ...noEdit, changes: draft.changes }
    const plain = {
      id: SuggestionId.make(stamp.id()),
      timetableId: timetable.id,
      version: timetable.version,
      edit,
      hash: suggestionHash(timetable.id, timetable.version, edit),
      expiresAt: createdAt + lifetimeMillis
    }
    return { plain, shown: wireSuggestion(model, { ...draft, ...plain, ...about }) }
  }
  // One may move a whole week: it is worded, stored and answered in different turns of the event loop.
  const made = yield* Effect.forEach(drafts, draft =>
    Effect.zipLeft(
      Effect.sync(() => make(draft)),
      breathe
    )
  )
  yield* repo.put(
    made.map(
      ({ plain, shown }): Suggestion => ({
        ...plain,
        schoolId: asker.user.schoolId,
        userId: asker.user.id,
        shown: { ...shown },
        status: "open",
        inBasket: false,
        createdAt
      })
    )
  )
  yield* breathe
  return made.map(({ shown }): WireSuggestion => shown)
})

/** Exactly what was shown, on the version it was shown for. */
export const applyAction = ({ id, hash, version }: WireSuggestion, label: string): Action => ({
  id: `apply-${id}`,
  label,
  command: "/apply",
  parameters: { suggestion: id, hash, version }
})

/** What can be done with a suggestion; `nth` tells it from the others of the answer, `fresh` makes ids. */
export const decisionActions = (
  suggestion: WireSuggestion,
  nth: string,
  fresh: () => string
): ReadonlyArray<Action> => {
  const { id } = suggestion
  return [
    applyAction(suggestion, `Apply${nth}`),
    { id: `reject-${id}`, label: `Reject${nth}`, command: "/reject", parameters: { suggestion: id } },
    // Into the basket, out of it, and in again: each time anew.
    { id: actionId("basket", fresh()), label: `Add to basket${nth}`, command: "/basket", parameters: { add: id } }
  ]
}
