import type { Made, Memory } from "../../assistant/intent/Memory.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import { changeTitle, doing, suggestionTitle } from "../proposals/changeWords.ts"

/** Of a list that was shown, so many can be meant by "the second one"; so many changes can be taken back one by one. */
const most = 50
/** Characters of a label: a line of a question, and stored with every answer. */
const labelLength = 100

/** Answers that list something, be it nothing: nobody means the list before theirs. */
const lists: ReadonlySet<string> = new Set(["conflicts", "suggestions", "cover"])

/**
 * What a conversation can refer to after one more answer. A new list takes the place of the one before, of whatever
 * sort: "the second one" must never mean something that scrolled away.
 */
export const remembering = (before: Memory, answer: AnswerMetadata): Memory => {
  const { command, parameters = {}, data } = answer
  const found = data?.kind === "conflicts" ? data.conflicts : []
  const suggestions = answer.suggestions.map(({ id }) => id)
  const conflicts =
    data?.kind === "conflicts"
      ? found.map(({ id }) => id)
      : command === undefined && suggestions.length === 0
        ? answer.conflict_ids
        : []
  // One of the list looked at again is no new list: "the third one" is still what it was.
  const isAgain = command === "/explain" && suggestions.every(id => before.suggestions.includes(id))
  const isList =
    !isAgain && ((data !== undefined && lists.has(data.kind)) || suggestions.length > 0 || conflicts.length > 0)
  const made = data?.kind === "change" ? data.change : null
  const after = {
    previous: command === undefined ? null : { command, parameters },
    suggestions: isList ? suggestions.slice(0, most) : before.suggestions,
    offered: offeredBy(answer),
    conflicts: isList ? conflicts.slice(0, most) : before.conflicts,
    changes: made === null ? before.changes : standingAfter(before.changes, made)
  }
  const named = [
    ...answer.suggestions.map(suggestion => [suggestion.id, suggestionTitle(suggestion)] as const),
    ...found.map(({ id, message }) => [id, message] as const),
    ...(made === null ? [] : [[made.change_id, changeTitle(made) || doing(made)] as const])
  ]
  return { ...after, labels: isList || named.length > 0 ? labelsOf(before.labels, named, after) : before.labels }
}

/** One suggestion, or the one that was asked back: what "do it" means. */
const offeredBy = ({ command, suggestions, actions }: AnswerMetadata): string | null => {
  const [suggestion, ...others] = suggestions
  if (suggestion !== undefined) return others.length === 0 ? suggestion.id : null
  const [action, ...more] = actions
  const id = action?.command === "/apply" ? action.parameters.suggestion : undefined
  return command === undefined && more.length === 0 && typeof id === "string" ? id : null
}

/** An undo takes the place of what it takes back, a redo that of the undo. */
const standingAfter = (before: ReadonlyArray<Made>, { change_id, kind, undo_of }: WireChange): ReadonlyArray<Made> =>
  [
    ...before.filter(({ id }) => id !== undo_of && id !== change_id),
    { id: change_id, isUndo: kind === "undone" }
  ].slice(-most)

/** By whole characters: half of one cannot be stored. */
const shortened = (label: string): string => {
  const letters = [...label]
  return letters.length > labelLength ? `${letters.slice(0, labelLength - 1).join("")}…` : label
}

/** Of what can still be referred to, and no longer than a line. */
const labelsOf = (
  before: Memory["labels"],
  named: ReadonlyArray<readonly [id: string, label: string]>,
  { suggestions, conflicts, changes }: Pick<Memory, "suggestions" | "conflicts" | "changes">
): Memory["labels"] => {
  const ids = new Set([...suggestions, ...conflicts, ...changes.map(({ id }) => id)])
  const fresh = named.filter(([id]) => ids.has(id)).map(([id, label]) => [id, shortened(label)] as const)
  return Object.fromEntries([...Object.entries(before).filter(([id]) => ids.has(id)), ...fresh])
}
