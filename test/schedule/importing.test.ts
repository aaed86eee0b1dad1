import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { noEdit } from "../../src/timetable/Edit.ts"
import { emptyBody, oneLesson } from "./bodies.ts"
import { at, commitTo, everything, jones, openTimetable, unplacedLesson } from "./changing.ts"
import { everyStore } from "./everyStore.ts"

describe.each(everyStore)("an import %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("writes an import down as a change, and keeps what was written before it", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const schedules = yield* ScheduleRepo
        const head = yield* openTimetable("Import")
        const { schoolId } = head
        const { record } = yield* repo.commit(commitTo(head))
        yield* schedules.put({ schoolId, name: "Week", body: oneLesson, makeCurrent: true, actor: jones })
        const { changes } = yield* repo.history(schoolId, head.id, everything)
        const [again, kept, first] = changes
        expect(changes).toHaveLength(3)
        expect(kept).toEqual(record)
        expect(first).toEqual({
          ...record,
          id: first?.id,
          at: first?.at,
          version: 1,
          actor: { id: "import", name: "Import" },
          kind: "imported",
          edit: noEdit,
          score: { before: null, after: { hard: 0, soft: 0 } }
        })
        expect(again).toEqual({
          ...first,
          id: again?.id,
          at: again?.at,
          version: 3,
          actor: jones,
          edit: { ...noEdit, changes: [{ lessonId: unplacedLesson, from: at(7, "hall"), to: null }] },
          score: { before: record.score.after, after: { hard: 0, soft: 0 } }
        })
        yield* schedules.put({ schoolId, name: "Week", body: emptyBody, makeCurrent: true })
        const next = yield* repo.commit(commitTo(head, { edit: noEdit, expectedVersion: 4 }))
        expect([next.record.version, next.seq]).toEqual([5, 5])
        expect((yield* repo.history(schoolId, head.id, everything)).changes.slice(2)).toEqual(changes)
      })
    )
  })
})
