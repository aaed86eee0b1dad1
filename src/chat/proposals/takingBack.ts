import { Effect } from "effect"
import type { EditOutdated, HardConstraintViolation } from "../../schedule/Applier.ts"
import { type ChangeRecord, ChangeRepo } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { inverseOf } from "../../timetable/Edit.ts"
import { LessonId } from "../../timetable/Lesson.ts"
import type { Asker } from "../Command.ts"
import { refuse } from "../Refusal.ts"
import { counted, listed, told } from "./changeWords.ts"
import { decide } from "./deciding.ts"
import { lessonName } from "./wireSuggestion.ts"

/** Writes the inverse of a change as a change of its own; says who is in the way when it does not go any more. */
export const takeBack = (asker: Asker, record: ChangeRecord, kind: "undone" | "redone") =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const { timetable } = yield* detector.inspect(record.schoolId, record.timetableId)
    return yield* decide(asker, {
      timetableId: record.timetableId,
      version: timetable.version,
      kind,
      edit: inverseOf(record.edit),
      undoOf: record.id
    })
  }).pipe(
    Effect.catchTags({
      EditOutdated: outdated => movedSince(record, outdated),
      HardConstraintViolation: inTheWay
    })
  )

const movedSince = (record: ChangeRecord, { lessonIds }: EditOutdated) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const repo = yield* ChangeRepo
    const { model } = yield* detector.inspect(record.schoolId, record.timetableId)
    const { changes } = yield* repo.history(record.schoolId, record.timetableId, {
      lessonIds: lessonIds.map(id => LessonId.make(id)),
      since: null,
      limit: 1,
      offset: 0
    })
    const names = listed(lessonIds.map(id => lessonName(model, id)))
    const verb = lessonIds.length === 1 ? "was" : "were"
    const [newest] = changes
    return yield* newest === undefined || newest.version <= record.version
      ? refuse(
          "stale_version",
          `${names} ${verb} changed since, or cannot go back there. Nothing was written.`,
          lessonIds.map(id => ({ path: "lesson", message: id }))
        )
      : refuse(
          "stale_version",
          `${names} ${verb} changed since, by ${newest.actor.name} in version ${newest.version}. Take that back first: /undo change=${newest.id}. Nothing was written.`,
          [
            { path: "changed_by", message: `${newest.actor.name} (${newest.actor.id}): ${newest.id}` },
            ...lessonIds.map(id => ({ path: "lesson", message: id }))
          ],
          [{ id: `undo-${newest.id}`, label: "Take that back", command: "/undo", parameters: { change: newest.id } }]
        )
  })

const inTheWay = ({ added, pinnedLessonIds }: HardConstraintViolation) =>
  refuse(
    "constraint_violation",
    added.length === 0
      ? `That would move ${counted(pinnedLessonIds.length, "locked lesson")}. Nothing was written; /unlock first.`
      : `That would add ${counted(added.length, "hard conflict")}: ${told(added)}. Nothing was written; make room first.`,
    [
      ...added.map(conflict => ({ path: conflict.kind, message: conflict.message })),
      ...pinnedLessonIds.map(id => ({ path: "locked", message: id }))
    ]
  )
