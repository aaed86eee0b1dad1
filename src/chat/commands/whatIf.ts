import { Effect } from "effect"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import type { Proposal } from "../../suggestions/Proposal.ts"
import type { Asker } from "../Command.ts"
import { counted, deltaWords, suggestionLines } from "../proposals/changeWords.ts"
import { decisionActions, noSearch, propose } from "../proposals/proposing.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"

/** The answer to "what if": a suggestion, good or bad, with all its consequences. */
export const whatIf = (
  inspection: Inspection,
  asker: Asker,
  proposal: Proposal,
  understood: Readonly<Record<string, string>>
) =>
  Effect.gen(function* () {
    const { timetable } = inspection
    const { id: fresh } = yield* Stamp
    const search = noSearch(proposal.changes.length)
    const suggestions = yield* propose(inspection, asker, [proposal], { scope: understood, search })
    const locked = timetable.placements.filter(
      ({ lessonId, pin }) => pin !== null && proposal.changes.some(change => change.lessonId === lessonId)
    ).length
    const obstacles = [
      ...hardAdded(proposal),
      ...(locked === 0 ? [] : [`${counted(locked, "lesson")} of it ${locked === 1 ? "is" : "are"} locked`])
    ]
    return {
      text: suggestions.map(suggestion => words(suggestion, obstacles)).join("\n"),
      data: {
        kind: "suggestions" as const,
        timetable: wireTimetable(timetable),
        scope: understood,
        search,
        suggestions
      },
      conflictIds: suggestions.flatMap(({ resolved }) => resolved.map(({ id }) => id)),
      lessonIds: proposal.changes.map(change => change.lessonId),
      suggestions,
      actions: suggestions.flatMap(suggestion =>
        decisionActions(suggestion, "", fresh).filter(action => obstacles.length === 0 || action.command !== "/apply")
      )
    }
  })

/** As the applier judges it: new hard conflicts are let through when the hard cost falls all the same. */
const hardAdded = ({ delta }: Proposal): ReadonlyArray<string> => {
  const added = delta.added.filter(({ severity }) => severity === "hard").length
  return added > 0 && delta.after.hard >= delta.before.hard ? [`it adds ${counted(added, "hard conflict")}`] : []
}

const words = (suggestion: WireSuggestion, obstacles: ReadonlyArray<string>): string =>
  [
    `If you did that: ${deltaWords(suggestion.delta)}.`,
    ...suggestionLines(suggestion),
    obstacles.length === 0
      ? "Nothing is changed until you apply it."
      : `Nothing is changed. Since ${obstacles.join(" and ")}, applying it needs a reason: /apply suggestion=${suggestion.id} force="…".`
  ].join("\n")
