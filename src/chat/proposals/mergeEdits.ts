import { Either } from "effect"
import {
  applyEdit,
  type Edit,
  editBetween,
  type SubstitutionChange,
  settled,
  touchedLessons
} from "../../timetable/Edit.ts"
import { substitutionKey } from "../../timetable/Substitution.ts"
import type { Timetable } from "../../timetable/Timetable.ts"

/** An edit that does not go with those before it: it takes lessons from where they are not any more. */
export interface Clash {
  readonly later: number
  /** Index of the edit that moved one of them first; null = it moved in the timetable itself. */
  readonly earlier: number | null
  readonly lessonIds: ReadonlyArray<string>
}

export interface Merged {
  readonly edit: Edit
  readonly clashes: ReadonlyArray<Clash>
}

/**
 * One edit that does what all of them do, one after the other, from this timetable on: a lesson that several move goes
 * from its first spot to its last. Those that do not go with the ones before are named, and left out.
 */
export const mergeEdits = (timetable: Timetable, edits: ReadonlyArray<Edit>): Merged => {
  const movedBy = new Map<string, number>()
  const substitutions = new Map<string, SubstitutionChange>()
  const clashes: Array<Clash> = []
  let after = timetable
  edits.forEach((edit, later) => {
    const lessonIds = Either.match(settled(after, edit), {
      onLeft: outdated => outdated,
      onRight: () =>
        edit.substitutions.flatMap(change => {
          const before = substitutions.get(keyOf(change))
          const agrees = before === undefined || before.to?.substituteId === change.from?.substituteId
          return agrees ? [] : ((change.to ?? change.from)?.lessonId ?? [])
        })
    })
    if (lessonIds.length > 0) {
      const earlier = lessonIds.flatMap(id => movedBy.get(id) ?? [])[0] ?? null
      clashes.push({ later, earlier, lessonIds })
      return
    }
    after = applyEdit(after, edit)
    for (const id of touchedLessons(edit)) movedBy.set(id, later)
    for (const change of edit.substitutions) {
      const first = substitutions.get(keyOf(change))
      substitutions.set(keyOf(change), { from: first === undefined ? change.from : first.from, to: change.to })
    }
  })
  return {
    edit: { ...editBetween(timetable.placements, after.placements), substitutions: [...substitutions.values()] },
    clashes
  }
}

const keyOf = ({ from, to }: SubstitutionChange): string => {
  const known = to ?? from
  return known === null ? "" : substitutionKey(known)
}
