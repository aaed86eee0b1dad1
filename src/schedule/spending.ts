import type { Suggestion } from "../suggestions/Suggestion.ts"
import { type ChangeRecord, type Commit, SuggestionSpent } from "./ChangeRepo.ts"

/** The suggestions that a commit spends. */
export const spentBy = ({ suggestionId, alsoSpent }: Commit): ReadonlyArray<Suggestion["id"]> => [
  ...new Set(suggestionId === null ? alsoSpent : [suggestionId, ...alsoSpent])
]

/** The first reason why a suggestion of the commit cannot be spent; `kept` are those of the actor that are there. */
export const whyNotSpent = (commit: Commit, kept: ReadonlyArray<Suggestion>): SuggestionSpent | null => {
  for (const suggestionId of spentBy(commit)) {
    const suggestion = kept.find(({ id }) => id === suggestionId)
    const refused = (reason: SuggestionSpent["reason"]) => new SuggestionSpent({ suggestionId, reason })
    if (suggestion === undefined) return refused("expired")
    if (suggestion.status !== "open") return refused(suggestion.status)
    if (suggestion.expiresAt <= commit.at) return refused("expired")
    const isShown = suggestionId !== commit.suggestionId || commit.hash === null || suggestion.hash === commit.hash
    if (suggestion.timetableId !== commit.timetableId || !isShown) return refused("altered")
  }
  return null
}

/** What is written down of a commit, once it is known which version it makes. */
export const recordOf = (
  { expectedVersion: _, clientId: _id, hash: _hash, alsoSpent: _spent, ...record }: Commit,
  version: number
): ChangeRecord => ({ ...record, version })
