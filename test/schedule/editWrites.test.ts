import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { inverseOf, noEdit } from "../../src/timetable/Edit.ts"
import { CalendarDate, type Substitution } from "../../src/timetable/Substitution.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import { oneLesson } from "./bodies.ts"
import { at, commitAll, inLab, load, openTimetable, placedLesson, unplacedLesson } from "./changing.ts"
import { everyStore } from "./everyStore.ts"

const standIn = (date: string, substitute: string): Substitution => ({
  date: CalendarDate.make(date),
  lessonId: placedLesson,
  absentId: TeacherId.make("smith"),
  substituteId: TeacherId.make(substitute)
})

describe.each(everyStore)("an edit that is written %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("moves, takes away and pins, and the edit's inverse puts all back as it was", () =>
      Effect.gen(function* () {
        const head = yield* openTimetable("There and back")
        const start = yield* load(head)
        const pinned = oneLesson.placements[0]?.pin ?? null
        const because = { by: "Mrs. \ud83d Smith", why: "a \0 NUL", slot: 3 }
        const there = {
          ...noEdit,
          changes: [inLab, { lessonId: unplacedLesson, from: null, to: at(2) }],
          pins: [{ lessonId: placedLesson, from: pinned, to: because }],
          published: { from: false, to: true }
        }
        yield* commitAll(head, [{ edit: there, kind: "applied" }])
        expect(yield* load(head)).toEqual({
          ...start,
          version: 2,
          published: true,
          placements: [
            { lessonId: placedLesson, ...at(7, "hall"), pin: because },
            { lessonId: unplacedLesson, ...at(2), pin: null }
          ]
        })
        yield* commitAll({ ...head, version: 2 }, [{ edit: inverseOf(there), kind: "undone" }])
        expect(yield* load(head)).toEqual({ ...start, version: 3 })
      })
    )

    it.effect("takes a lesson out of the week, and brings it back with its pin", () =>
      Effect.gen(function* () {
        const head = yield* openTimetable("Out and in")
        const pin = oneLesson.placements[0]?.pin ?? null
        const out = {
          ...noEdit,
          changes: [{ lessonId: placedLesson, from: at(1), to: null }],
          pins: [{ lessonId: placedLesson, from: pin, to: null }]
        }
        yield* commitAll(head, [{ edit: out }])
        expect((yield* load(head)).placements).toEqual([])
        yield* commitAll({ ...head, version: 2 }, [{ edit: inverseOf(out) }])
        expect((yield* load(head)).placements).toEqual(oneLesson.placements)
      })
    )

    it.effect("keeps who stands in on a date, changes it and takes it back; the week plan stays", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const head = yield* openTimetable("Cover")
        const substituting = (from: Substitution | null, to: Substitution | null) => ({
          edit: { ...noEdit, substitutions: [{ from, to }] }
        })
        const inRange = (from: string, to: string) =>
          repo.substitutions(head.schoolId, head.id, CalendarDate.make(from), CalendarDate.make(to))
        const [jonesOn24, brownOn24, brownOn30] = [
          standIn("2026-11-24", "jones"),
          standIn("2026-11-24", "brown"),
          standIn("2026-11-30", "brown")
        ]
        yield* commitAll(head, [
          substituting(null, brownOn30),
          substituting(null, jonesOn24),
          substituting(jonesOn24, brownOn24)
        ])
        expect(yield* inRange("2026-11-24", "2026-11-30")).toEqual([brownOn24, brownOn30])
        expect(yield* inRange("2026-11-25", "2026-11-29")).toEqual([])
        expect(yield* inRange("2026-11-30", "2026-11-30")).toEqual([brownOn30])
        yield* commitAll({ ...head, version: 4 }, [substituting(brownOn24, null)])
        expect(yield* inRange("2026-11-01", "2026-12-31")).toEqual([brownOn30])
        expect((yield* load(head)).placements).toEqual(oneLesson.placements)
      })
    )
  })
})
