import { Effect } from "effect"
import { ChangeRepo } from "../../schedule/ChangeRepo.ts"
import { SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import { type Suggestion, SuggestionId } from "../../suggestions/Suggestion.ts"
import type { Asker } from "../Command.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { suggestionHash } from "./suggestionHash.ts"
import { isoTime } from "./wireSuggestion.ts"

export const ownerOf = ({ user }: Asker) => ({ schoolId: user.schoolId, userId: user.id })

/** The user's own suggestion; another's, or another school's, is not found. */
export const ownSuggestion = (asker: Asker, id: string, parameter = "suggestion") =>
  Effect.gen(function* () {
    const repo = yield* SuggestionRepo
    const found = yield* repo.find(ownerOf(asker), SuggestionId.make(id))
    return (
      found ??
      (yield* refuse("not_found", `There is no suggestion "${id}" of yours.`, [
        { path: `parameters.${parameter}`, message: "not found" }
      ]))
    )
  })

/** What the person saw and approved, as far as it was sent along. */
export interface Approved {
  readonly hash?: string | undefined
  readonly version?: number | undefined
}

/** Refuses a suggestion that cannot be applied any more, or is not what was approved. */
export const checkOpen = (suggestion: Suggestion, approved: Approved) =>
  Effect.gen(function* () {
    const { id, timetableId, version, edit, hash, status, expiresAt } = suggestion
    const path = "parameters.suggestion"
    const mismatch = (at: string, words: string): Refusal =>
      refuse("approval_mismatch", `${words} Nothing was written; look at the suggestion again.`, [
        { path: at, message: "not what was approved" }
      ])
    if (approved.hash !== undefined && approved.hash !== hash)
      return yield* mismatch("parameters.hash", "The suggestion is not the one that was approved: its hash differs.")
    if (approved.version !== undefined && approved.version !== version)
      return yield* mismatch(
        "parameters.version",
        `The suggestion was made for version ${version}, not for version ${approved.version}.`
      )
    if (suggestionHash(timetableId, version, edit) !== hash)
      return yield* mismatch(path, "The suggestion was altered after it was shown.")
    if (status === "applied") return yield* yield* appliedBefore(suggestion)
    if (status === "rejected")
      return yield* refuse("suggestion_expired", `The suggestion ${id} was rejected; ask for a new one.`, [
        { path, message: "rejected" }
      ])
    const { millis } = yield* Stamp
    if (expiresAt <= millis())
      return yield* refuse(
        "suggestion_expired",
        `The suggestion ${id} expired on ${isoTime(expiresAt).slice(0, 16).replace("T", " at ")} UTC; ask for a new one.`,
        [{ path, message: "expired" }]
      )
  })

/** How far back the change is looked for that applied a suggestion. */
const lookedBack = 500

/** It was applied already: by whom, and as which version. */
export const appliedBefore = ({ id, schoolId, timetableId, version }: Suggestion) =>
  Effect.gen(function* () {
    const changes = yield* ChangeRepo
    const page = { lessonIds: null, since: null, limit: lookedBack, offset: 0 }
    const recent = yield* changes.history(schoolId, timetableId, page)
    const winner = recent.changes.find(change => change.suggestionId === id)
    const current = recent.changes[0]?.version ?? version
    const how = winner === undefined ? "" : ` by ${winner.actor.name}, as version ${winner.version}`
    return refuse(
      "stale_version",
      `The suggestion ${id} has been applied already${how}. The timetable is at version ${current}.`,
      [
        { path: "version", message: `is ${current}, expected ${version}` },
        ...(winner === undefined
          ? []
          : [{ path: "changed_by", message: `${winner.actor.name} (${winner.actor.id}): ${winner.id}` }])
      ]
    )
  })
