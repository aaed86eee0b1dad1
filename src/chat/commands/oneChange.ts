import { Effect } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { Answer, Asker } from "../Command.ts"
import { touched, wayBack } from "../proposals/changeAnswer.ts"
import { changeLines, doing } from "../proposals/changeWords.ts"
import { changeById } from "../proposals/takenBack.ts"
import { wireChange } from "../proposals/wireSuggestion.ts"
import { wireTimetable } from "../wire.ts"

/**
 * One change as the audit log has it: what moved from where to where, the score before and after, which conflicts that
 * resolved and added. What has happened since is not in it.
 */
export const oneChange = (asker: Asker, id: string) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const { timetable, model } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
    const change = wireChange(model, yield* changeById(asker, timetable.id, id))
    const when = `${change.at.slice(0, 16).replace("T", " at ")} UTC`
    return {
      text: [`${doing(change)}, ${when}${change.why === null ? "" : `: ${change.why}`}`, ...changeLines(change)].join(
        "\n"
      ),
      data: {
        kind: "history" as const,
        timetable: wireTimetable(timetable),
        filters: { change: id },
        total: 1,
        changes: [change]
      },
      conflictIds: change.conflicts.added.map(conflict => conflict.id),
      lessonIds: touched(change),
      actions: change.kind === "imported" ? [] : [wayBack(change)]
    } satisfies Answer
  })
