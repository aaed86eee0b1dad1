import { type Delta, deltaOf } from "../../constraints/Delta.ts"
import type { Model } from "../../constraints/Model.ts"
import type { Action } from "../../protocol/Action.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import type { Suggestion } from "../../suggestions/Suggestion.ts"
import { actionId } from "../proposals/actionId.ts"
import { listed } from "../proposals/changeWords.ts"
import { type Clash, type Merged, mergeEdits } from "../proposals/mergeEdits.ts"
import { lessonName } from "../proposals/wireSuggestion.ts"
import { type Refusal, refuse } from "../Refusal.ts"

/** What the suggestions come to on this version; `delta` is null where they do not go together. */
export const readBasket = (
  { timetable, live }: Inspection,
  suggestions: ReadonlyArray<Suggestion>
): { readonly merged: Merged; readonly delta: Delta | null } => {
  const merged = mergeEdits(
    timetable,
    suggestions.map(({ edit }) => edit)
  )
  return { merged, delta: merged.clashes.length > 0 ? null : deltaOf(live, merged.edit.changes) }
}

/** "suggestion 2 takes 7a Maths from where suggestion 1 has taken it away" */
export const clashWords = (model: Model, { later, earlier, lessonIds }: Clash): string => {
  const names = listed([...new Set(lessonIds.map(id => lessonName(model, id)))])
  return earlier === null
    ? `suggestion ${later + 1} is outdated: ${names} moved since`
    : `suggestion ${later + 1} does not go with suggestion ${earlier + 1}: both change ${names}`
}

export const removeAction = (id: string, nth: number, fresh: () => string): Action => ({
  id: actionId("remove", fresh()),
  label: `Remove ${nth + 1} from the basket`,
  command: "/basket",
  parameters: { remove: id }
})

export const clashRefusal = (
  model: Model,
  suggestions: ReadonlyArray<Suggestion>,
  clashes: ReadonlyArray<Clash>,
  fresh: () => string
): Refusal => {
  const outdated = clashes.some(({ earlier }) => earlier === null)
  return refuse(
    outdated ? "stale_version" : "constraint_violation",
    `The basket does not go together: ${clashes.map(clash => clashWords(model, clash)).join("; ")}. Nothing was written; take something out.`,
    clashes.map(clash => ({
      path: suggestions[clash.later]?.id ?? "basket",
      message: clashWords(model, clash)
    })),
    clashes.flatMap(({ later }) => {
      const suggestion = suggestions[later]
      return suggestion === undefined ? [] : [removeAction(suggestion.id, later, fresh)]
    })
  )
}
