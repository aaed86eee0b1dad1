import { Effect } from "effect"
import type { WireChange } from "../../protocol/WireChange.ts"
import type { Committed } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { Answer } from "../Command.ts"
import { changeLines } from "./changeWords.ts"
import { wireChange } from "./wireSuggestion.ts"

/** What a written change answers: made from its record alone and the names of the timetable, so that it can be made again. */
export const changeAnswer = ({ record, duplicate }: Committed) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const { timetable, model } = yield* detector.inspect(record.schoolId, record.timetableId)
    const change = wireChange(model, record)
    return {
      text: changeLines(change).join("\n"),
      data: {
        kind: "change" as const,
        timetable: { id: timetable.id, name: timetable.name, version: record.version },
        change
      },
      conflictIds: change.conflicts.added.map(({ id }) => id),
      lessonIds: touched(change),
      actions: [wayBack(change)],
      written: { changeId: record.id, isRepeated: duplicate }
    } satisfies Answer
  })

export const touched = ({ changes, locks, substitutions }: WireChange): ReadonlyArray<string> => [
  ...new Set([...changes, ...locks, ...substitutions].map(({ lesson_id }) => lesson_id))
]

export const wayBack = ({ change_id, kind }: WireChange) =>
  kind === "undone"
    ? { id: `redo-${change_id}`, label: "Redo", command: "/redo", parameters: {} }
    : { id: `undo-${change_id}`, label: "Undo", command: "/undo", parameters: { change: change_id } }
