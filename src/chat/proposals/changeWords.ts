import type { WireDelta, WireSlot } from "../../protocol/Facts.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import type { WireMove, WireSpot, WireSubstitution } from "../../protocol/WireMove.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"

/** Words for changes, made from nothing but the facts on the wire. */

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

/** "a, b and 2 more" */
export const listed = (items: ReadonlyArray<string>, most = 3): string =>
  items.length <= most ? items.join(", ") : `${items.slice(0, most).join(", ")} and ${items.length - most} more`

const toldConflicts = 3

/** Sentences that have commas of their own. */
export const told = (conflicts: ReadonlyArray<{ readonly message: string }>, total = conflicts.length): string => {
  const shown = conflicts.slice(0, toldConflicts).map(({ message }) => message)
  return `${shown.join("; ")}${total > shown.length ? ` and ${total - shown.length} more` : ""}`
}

const placed = ({ slot, rooms }: WireSpot): string =>
  [slot === null ? "no time" : slotWords(slot), rooms.map(({ name }) => name).join(", ")]
    .filter(part => part !== "")
    .join(" in ")

export const slotWords = ({ day, period }: WireSlot): string => `${day} ${period}`

const spotWords = (spot: WireSpot | null): string => (spot === null ? "unplaced" : placed(spot))

export const moveWords = ({ name, from, to }: WireMove): string => `${name}: ${spotWords(from)} → ${spotWords(to)}`

export const substitutionWords = ({ name, date, slot, absent, substitute }: WireSubstitution): string => {
  const when = slot === null ? date : `${date}, ${slotWords(slot)}`
  return substitute === null
    ? `${name}, ${when}: nobody stands in for ${absent.name} any more`
    : `${name}, ${when}: ${substitute.name} for ${absent.name}`
}

const signed = (difference: number): string => (difference > 0 ? `+${difference}` : `${difference}`.replace("-", "−"))

export const deltaWords = ({ hard, soft }: Pick<WireDelta, "hard" | "soft">): string =>
  `hard ${signed(hard)}, soft ${signed(soft)}`

/** What a suggestion does, a line each: its changes, what that costs, what comes and goes. */
export const suggestionLines = (suggestion: WireSuggestion): ReadonlyArray<string> => {
  const lines = [...suggestion.changes.map(moveWords), ...(suggestion.substitutions ?? []).map(substitutionWords)]
  const total = lines.length + (suggestion.cut === undefined ? 0 : suggestion.cut.changes - suggestion.changes.length)
  return [...firstOf(lines, total), ...comesAndGoes(suggestion)]
}

/** What a suggestion moves, in one line: its name where an id would say nothing. */
export const suggestionTitle = ({ changes, substitutions = [], cut }: WireSuggestion): string =>
  titleOf([...changes.map(moveWords), ...substitutions.map(substitutionWords)], cut, changes.length)

/** The first line and how many there are besides. */
const titleOf = (lines: ReadonlyArray<string>, cut: WireChange["cut"], told: number): string => {
  const [first = ""] = lines
  const others = lines.length - 1 + (cut === undefined ? 0 : cut.changes - told)
  return others > 0 ? `${first} and ${others} more` : first
}

const maxLines = 10

/** A list with a count of what it leaves out. */
const firstOf = (lines: ReadonlyArray<string>, total: number): ReadonlyArray<string> => [
  ...lines.slice(0, maxLines).map(line => `• ${line}`),
  ...(total > maxLines ? [`… and ${total - maxLines} more.`] : [])
]

const comesAndGoes = ({
  resolved,
  added,
  cut
}: {
  readonly resolved: ReadonlyArray<{ readonly message: string }>
  readonly added: ReadonlyArray<{ readonly message: string }>
  readonly cut?: WireChange["cut"]
}): ReadonlyArray<string> => [
  ...(resolved.length === 0 ? [] : [`Resolved: ${told(resolved, cut?.resolved)}.`]),
  ...(added.length === 0 ? [] : [`Added: ${told(added, cut?.added)}.`])
]

const headlines = {
  applied: "Applied",
  undone: "Taken back",
  redone: "Put back",
  locked: "Locked",
  unlocked: "Unlocked",
  covered: "Covered",
  published: "Published",
  imported: "Imported"
} as const

/** What a change did, a line each, beginning with the version it led to. */
export const changeLines = (change: WireChange): ReadonlyArray<string> => {
  const { before, after } = change.score
  const lines = [
    ...change.changes.map(moveWords),
    // A pin that went along with its lesson needs no words of its own.
    ...change.locks
      .filter(({ lesson_id }) => !change.changes.some(moved => moved.lesson_id === lesson_id))
      .map(({ name, to }) =>
        to === null ? `${name}: unlocked` : `${name}: locked by ${to.by}${to.why === "" ? "" : ` (${to.why})`}`
      ),
    ...change.substitutions.map(substitutionWords),
    ...(change.published === null ? [] : [change.published ? "It is published." : "It is not published any more."])
  ]
  const total = lines.length + (change.cut === undefined ? 0 : change.cut.changes - change.changes.length)
  const scores =
    before === null || after === null || (before.hard === after.hard && before.soft === after.soft)
      ? []
      : [`Hard ${before.hard} → ${after.hard}, soft ${before.soft} → ${after.soft}.`]
  return [
    `${headlines[change.kind]}: version ${change.version}.`,
    ...firstOf(lines, total),
    ...scores,
    ...comesAndGoes({ ...change.conflicts, ...(change.cut === undefined ? {} : { cut: change.cut }) })
  ]
}

const verbs = {
  applied: "applied",
  undone: "took back",
  redone: "put back",
  locked: "locked",
  unlocked: "unlocked",
  covered: "arranged cover",
  published: "published it",
  imported: "read it from a file"
} as const

/** What a change did to what, in one line; "" where it touched no lesson. */
export const changeTitle = ({ changes, locks, substitutions, cut }: WireChange): string =>
  titleOf(
    [...changes.map(moveWords), ...locks.map(({ name }) => name), ...substitutions.map(substitutionWords)],
    cut,
    changes.length
  )

/** "Local planner took back": whose doing a change is, and what was done. */
export const doing = ({ actor, kind }: WireChange): string => `${actor.name} ${verbs[kind]}`

/** One line of a history. */
export const historyLine = (change: WireChange): string =>
  [
    `version ${change.version}`,
    change.at.slice(0, 16).replace("T", " "),
    doing(change),
    changeTitle(change),
    change.why ?? ""
  ]
    .filter(part => part !== "")
    .join(" · ")
