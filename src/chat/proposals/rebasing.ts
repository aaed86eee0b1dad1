import { Effect, Either, Option, Schema } from "effect"
import type { Action } from "../../protocol/Action.ts"
import { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { ChangeRepo, type StaleVersion } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector, type Inspection } from "../../schedule/ConflictDetector.ts"
import { coveredSince, datesOf, doubleBooked } from "../../schedule/standIns.ts"
import { proposalOf } from "../../suggestions/proposalOf.ts"
import type { Suggestion } from "../../suggestions/Suggestion.ts"
import { type Edit, settled } from "../../timetable/Edit.ts"
import type { Asker } from "../Command.ts"
import { Refusal } from "../Refusal.ts"
import { toRefusal } from "../replies.ts"
import { listed } from "./changeWords.ts"
import { applyAction, type Draft, noSearch, propose } from "./proposing.ts"
import { lessonName } from "./wireSuggestion.ts"

const shownBefore = Schema.decodeUnknownOption(WireSuggestion)

/**
 * What is told to somebody whose suggestion came too late: who changed what, and, where it does the same good on the
 * present version, the suggestion made anew, ready to be applied.
 */
export const tooLate = (asker: Asker, suggestion: Suggestion, stale: StaleVersion) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const inspection = yield* detector.inspect(suggestion.schoolId, suggestion.timetableId)
    const { code, message, issues } = toRefusal(stale)
    const rebased = yield* rebase(inspection, suggestion)
    const refusal = (words: string, actions: ReadonlyArray<Action>) =>
      new Refusal({ code, message: `${message} ${words}`, issues, actions })
    if (Either.isLeft(rebased)) return refusal(rebased.left, [])
    const scope = Option.match(shownBefore(suggestion.shown), { onNone: () => ({}), onSome: shown => shown.scope })
    const search = noSearch(suggestion.edit.changes.length)
    const again = yield* propose(inspection, asker, [rebased.right], { scope, search })
    return refusal(
      `The suggestion still fits: apply it to version ${inspection.timetable.version}.`,
      again.map(shown => applyAction(shown, `Apply to version ${shown.version}`))
    )
  })

/** The same edit on this version; Left: why it does not fit any more. */
const rebase = (inspection: Inspection, { edit, shown }: Suggestion) =>
  Effect.gen(function* () {
    const { timetable, model, live } = inspection
    const now = settled(timetable, edit)
    if (Either.isLeft(now)) {
      const names = listed(now.left.map(id => lessonName(model, id)))
      return Either.left(`The suggestion does not fit any more: ${names} moved. Ask for a new one.`)
    }
    const standing = yield* standingFor(inspection, edit)
    if (coveredSince(standing, edit).length > 0)
      return Either.left("The suggestion does not fit any more: somebody stands in already. Ask for a new one.")
    if (doubleBooked(inspection, standing, edit).length > 0)
      return Either.left("The suggestion does not fit any more: a substitute is needed elsewhere. Ask for a new one.")
    const proposal = proposalOf(live, now.right.changes)
    const { added, before, after } = proposal.delta
    const locked = timetable.placements.some(
      ({ lessonId, pin }) => pin !== null && edit.changes.some(change => change.lessonId === lessonId)
    )
    if (locked || (added.some(({ severity }) => severity === "hard") && after.hard >= before.hard))
      return Either.left("The suggestion would do harm now. Ask for a new one.")
    const covers = edit.changes.length === 0
    const known = covers ? shownBefore(shown) : Option.none()
    return Either.right<Draft>({
      ...proposal,
      ...(Option.isSome(known)
        ? { kind: known.value.kind, reason: known.value.reason, disturbance: known.value.disturbance }
        : {}),
      edit: now.right
    })
  })

/** Who stands in on the dates of the edit. */
const standingFor = ({ timetable: { schoolId, id } }: Inspection, edit: Edit) =>
  Effect.gen(function* () {
    const changes = yield* ChangeRepo
    const dates = datesOf(edit)
    return dates === null ? [] : yield* changes.substitutions(schoolId, id, ...dates)
  })
