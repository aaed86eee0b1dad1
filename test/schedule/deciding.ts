import { Effect, Layer } from "effect"
import { expect } from "vitest"
import { Applier } from "../../src/schedule/Applier.ts"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { ConflictDetector } from "../../src/schedule/ConflictDetector.ts"
import type { Edit } from "../../src/timetable/Edit.ts"
import type { Timetable, TimetableHead } from "../../src/timetable/Timetable.ts"
import { applying, clashing, decisionOn } from "./applyingStory.ts"
import { everything, inMemory, load, openTimetable } from "./changing.ts"

export const world = Layer.provideMerge(applying, inMemory)

export const open = openTimetable("Springfield", clashing)
export const inspect = ({ schoolId, id }: TimetableHead) =>
  Effect.flatMap(ConflictDetector, detector => detector.inspect(schoolId, id))

/** The timetable as it is now, and a decision about it. */
export const decide = (
  head: TimetableHead,
  edit: (now: Timetable) => Edit,
  other: Parameters<typeof decisionOn>[2] = {}
) =>
  Effect.gen(function* () {
    const now = yield* load(head)
    const applier = yield* Applier
    return yield* applier.apply(decisionOn(now, edit(now), other))
  })

export const nothingWritten = (before: Timetable) =>
  Effect.gen(function* () {
    const repo = yield* ChangeRepo
    expect(yield* load(before)).toEqual(before)
    const { changes } = yield* repo.history(before.schoolId, before.id, everything)
    expect(changes.map(({ kind }) => kind)).toEqual(["imported"])
  })
