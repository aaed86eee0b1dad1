import { Either } from "effect"
import type { Conflict } from "../constraints/Conflict.ts"
import type { Edit } from "../timetable/Edit.ts"
import { settled } from "../timetable/Edit.ts"
import type { LessonId } from "../timetable/Lesson.ts"
import { type Decision, EditOutdated, HardConstraintViolation } from "./Applier.ts"
import type { ChangeRecord } from "./ChangeRepo.ts"
import type { Inspection } from "./ConflictDetector.ts"
import type { Succession } from "./succession.ts"

/** The edit as it can be written down; EditOutdated where what it starts from, or goes to, is not there. */
export const fitting = ({ timetable, model }: Inspection, edit: Edit): Either.Either<Edit, EditOutdated> => {
  const nowhere = edit.changes.flatMap(({ lessonId, to }): ReadonlyArray<LessonId> => {
    if (!model.lessonIndex.has(lessonId)) return [lessonId]
    if (to === null) return []
    const isThere =
      (to.slot ?? 0) < model.slots &&
      to.roomIds.every(id => model.roomIndex.has(id)) &&
      (to.teacherIds ?? []).every(id => model.teacherIndex.has(id)) &&
      to.assigned.every(({ resourceId }) => model.resourceIndex.has(resourceId))
    return isThere ? [] : [lessonId]
  })
  if (nowhere.length > 0) return Either.left(new EditOutdated({ lessonIds: [...new Set(nowhere)] }))
  return Either.mapLeft(settled(timetable, edit), lessonIds => new EditOutdated({ lessonIds }))
}

/**
 * Why the edit must not be made unless it is forced; null where nothing stands against it. What is taken back may bring
 * back what it resolved, but nothing else. `doubleBooked`: substitutes who would be in two places.
 */
export const objection = (
  { timetable }: Inspection,
  edit: Edit,
  { before, after, added }: Succession,
  takenBack: ChangeRecord | null,
  doubleBooked: ReadonlyArray<Conflict>
): HardConstraintViolation | null => {
  const known = new Set(takenBack?.conflicts.resolved.map(({ id }) => id))
  const worse = added.filter(({ id, severity }) => severity === "hard" && !known.has(id))
  const refused = [...(after.hard < before.hard ? [] : worse), ...doubleBooked]
  const pins = new Map(timetable.placements.map(({ lessonId, pin }) => [lessonId, pin]))
  const pinnedLessonIds = edit.changes.flatMap(({ lessonId, to }) => {
    const pin = pins.get(lessonId) ?? null
    const comesBack = pin?.slot !== undefined && pin.slot === to?.slot
    return pin === null || comesBack ? [] : lessonId
  })
  return refused.length + pinnedLessonIds.length === 0
    ? null
    : new HardConstraintViolation({ added: refused, pinnedLessonIds: [...new Set(pinnedLessonIds)] })
}

/** Only a reason forces. */
export const isForced = ({ forced, why }: Decision): boolean => forced && (why ?? "").trim() !== ""
