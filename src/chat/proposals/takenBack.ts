import { Effect } from "effect"
import { type ChangeRecord, ChangeRepo } from "../../schedule/ChangeRepo.ts"
import { ScheduleRepo } from "../../schedule/ScheduleRepo.ts"
import type { TimetableId } from "../../timetable/Timetable.ts"
import type { Asker } from "../Command.ts"
import { refuse } from "../Refusal.ts"

/** Which change is meant by "undo" and "redo". */

/** How far back is looked, and at how many changes at a time: each may be of the whole week. */
const lookedBack = 1_000
const pageSize = 10

/**
 * The changes whose effect stands: those that no standing change takes back. An undo is itself a change, and a redo takes
 * the undo back. `changes` newest first, as all are that `undoOf` can point from.
 */
export const standing = (changes: ReadonlyArray<ChangeRecord>): ReadonlyArray<ChangeRecord> => {
  const gone = new Set<string>()
  return changes.filter(({ id, undoOf }) => {
    if (gone.has(id)) return false
    if (undoOf !== null) gone.add(undoOf)
    return true
  })
}

/** The newest changes, until that is enough. What comes in between moves the others down: it is seen twice, not lost. */
const recent = (asker: Asker, isEnough: (changes: ReadonlyArray<ChangeRecord>) => boolean) =>
  Effect.gen(function* () {
    const schedules = yield* ScheduleRepo
    const repo = yield* ChangeRepo
    const { schoolId } = asker.user
    const { id: timetableId } = yield* schedules.head(schoolId, asker.timetableId)
    const seen = new Map<string, ChangeRecord>()
    for (let offset = 0; offset < lookedBack; offset += pageSize) {
      const page = { lessonIds: null, since: null, limit: pageSize, offset }
      const { changes } = yield* repo.history(schoolId, timetableId, page)
      for (const change of changes) if (!seen.has(change.id)) seen.set(change.id, change)
      if (changes.length < pageSize || isEnough([...seen.values()])) break
    }
    return { timetableId, changes: [...seen.values()] }
  })

/** The change of this id, or the newest that still stands; refuses what cannot be taken back. */
export const changeToUndo = (asker: Asker, id: string | undefined) =>
  Effect.gen(function* () {
    const isNamed = (change: ChangeRecord): boolean => change.id === id
    const { timetableId, changes } = yield* recent(asker, some =>
      id === undefined ? newestDone(some) !== undefined : some.some(isNamed)
    )
    const stand = standing(changes)
    if (id === undefined) {
      const newest = newestDone(changes)
      return newest === undefined || newest.kind === "imported"
        ? yield* refuse("not_found", "There is nothing to undo.", [{ path: "parameters.change", message: "not found" }])
        : newest
    }
    const found = changes.find(isNamed) ?? (yield* changeById(asker, timetableId, id))
    const path = "parameters.change"
    if (found.kind === "imported")
      return yield* refuse("validation_failed", "An import cannot be taken back; import the other file again.", [
        { path, message: "an import" }
      ])
    const taker = changes.find(({ undoOf }) => undoOf === id)
    if (taker !== undefined && !stand.includes(found))
      return yield* refuse(
        "validation_failed",
        `That change was taken back already, by ${taker.actor.name} in version ${taker.version}.`,
        [{ path, message: `taken back by ${taker.id}` }]
      )
    return found
  })

/** The newest undo that still stands. */
export const changeToRedo = (asker: Asker) =>
  Effect.gen(function* () {
    const { changes } = yield* recent(asker, some => newestUndone(some) !== undefined)
    const undone = newestUndone(changes)
    return (
      undone ?? (yield* refuse("not_found", "There is nothing to redo.", [{ path: "change", message: "not found" }]))
    )
  })

const newestDone = (changes: ReadonlyArray<ChangeRecord>) => standing(changes).find(({ kind }) => kind !== "undone")
const newestUndone = (changes: ReadonlyArray<ChangeRecord>) => standing(changes).find(({ kind }) => kind === "undone")

/** However old it is; refuses where there is none. */
export const changeById = (asker: Asker, timetableId: TimetableId, id: string) =>
  Effect.gen(function* () {
    const repo = yield* ChangeRepo
    const found = yield* repo.find(asker.user.schoolId, timetableId, id)
    return (
      found ??
      (yield* refuse("not_found", `There is no change "${id}" in this timetable. /history lists them.`, [
        { path: "parameters.change", message: "not found" }
      ]))
    )
  })
