import { resolve } from "node:path"
import { Effect, Layer, ManagedRuntime } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Applier } from "../../src/schedule/Applier.ts"
import { ConflictDetector } from "../../src/schedule/ConflictDetector.ts"
import { inspectTimetable } from "../../src/schedule/ConflictDetectorCached.ts"
import { type Edit, inverseOf, noEdit } from "../../src/timetable/Edit.ts"
import type { Timetable } from "../../src/timetable/Timetable.ts"
import { corpusSchools } from "../support/corpusSchools.ts"
import { applying, decisionOn } from "./applyingStory.ts"
import { inMemory, openTimetable } from "./changing.ts"

const schools = corpusSchools(resolve(import.meta.dirname, "../.."), "applying is")

/** Edits a school. The whole law is a thousand; a usual run takes a sample. */
const runs = Number(process.env.UNDO_RUNS ?? 8)

/** Numbers that any school can make an edit of: lessons moved, some to other rooms, one perhaps out; lessons pinned or freed. */
const anyNumbers = fc.record({
  moves: fc.array(fc.record({ lesson: fc.nat(), slot: fc.nat(), room: fc.option(fc.nat()), out: fc.nat(9) }), {
    minLength: 1,
    maxLength: 4
  }),
  pinned: fc.array(fc.nat(), { maxLength: 2 })
})
type Numbers = typeof anyNumbers extends fc.Arbitrary<infer A> ? A : never

const editOf = ({ grid, lessons, placements, rooms }: Timetable, { moves, pinned }: Numbers): Edit => {
  const slots = grid.days.reduce((sum, day) => sum + day.periods.length, 0)
  const now = new Map(placements.map(placement => [placement.lessonId, placement]))
  const pick = (number: number) => lessons[number % lessons.length]?.id
  return {
    ...noEdit,
    changes: [...new Map(moves.map(move => [pick(move.lesson), move]))].flatMap(([lessonId, { slot, room, out }]) => {
      if (lessonId === undefined) return []
      const placement = now.get(lessonId)
      const { slot: was = null, roomIds = [], teacherIds = null, assigned = [] } = placement ?? {}
      const from = placement === undefined ? null : { slot: was, roomIds, teacherIds, assigned }
      const chosen = room === null ? undefined : rooms[room % rooms.length]
      const to = { slot: slot % slots, roomIds: chosen === undefined ? roomIds : [chosen.id], teacherIds, assigned }
      return { lessonId, from, to: out === 0 ? null : to }
    }),
    pins: [...new Set(pinned.map(pick))].flatMap(lessonId => {
      const from = now.get(lessonId ?? lessons[0]?.id ?? expect.fail("a school without lessons"))?.pin ?? null
      return lessonId === undefined ? [] : { lessonId, from, to: from === null ? { by: "Head", why: "exam" } : null }
    })
  }
}

const byLesson = ({ placements }: Timetable) => new Map(placements.map(placement => [placement.lessonId, placement]))

describe.skipIf(schools.length === 0)("applying on a real school", () => {
  for (const { name, load } of schools)
    it(`${name}: any edit, undone, leaves timetable and score as they were; redone, as it had made them`, {
      timeout: 60_000 + runs * 4000
    }, async () => {
      const runtime = ManagedRuntime.make(Layer.provideMerge(applying, inMemory))
      const head = await runtime.runPromise(openTimetable("Real school", load()))
      const look = Effect.flatMap(ConflictDetector, detector => detector.inspect(head.schoolId, head.id))
      /** Applies and answers what the detector has then. */
      const apply = (edit: Edit, other: Parameters<typeof decisionOn>[2]) =>
        Effect.gen(function* () {
          const { timetable } = yield* look
          const applier = yield* Applier
          const { record } = yield* applier.apply(decisionOn(timetable, edit, other))
          return { record, ...(yield* look) }
        })
      const forced = { forced: true, why: "any edit" }
      const law = (numbers: Numbers) =>
        Effect.gen(function* () {
          const before = yield* look
          const done = yield* apply(editOf(before.timetable, numbers), forced)
          const undone = yield* apply(inverseOf(done.record.edit), {
            ...forced,
            kind: "undone",
            undoOf: done.record.id
          })
          const redone = yield* apply(inverseOf(undone.record.edit), { ...forced, kind: "redone" })
          const again = yield* apply(inverseOf(redone.record.edit), { ...forced, kind: "undone" })
          for (const back of [undone, again]) {
            expect(byLesson(back.timetable)).toEqual(byLesson(before.timetable))
            expect(back.evaluation).toEqual(before.evaluation)
          }
          expect(byLesson(redone.timetable)).toEqual(byLesson(done.timetable))
          expect(redone.evaluation).toEqual(done.evaluation)
          expect([done.record.score, undone.record.score]).toEqual([
            { before: scoreOf(before), after: scoreOf(done) },
            { before: scoreOf(done), after: scoreOf(before) }
          ])
          expect(undone.record.conflicts.added).toEqual(done.record.conflicts.resolved)
        })
      try {
        await fc.assert(
          fc.asyncProperty(anyNumbers, async numbers => {
            await runtime.runPromise(law(numbers))
            // Nothing here waits for anything, so without a pause the runner would not hear from us for minutes.
            await new Promise(resolve => setImmediate(resolve))
          }),
          { numRuns: runs, endOnFailure: true }
        )
        const last = await runtime.runPromise(look)
        const fresh = await runtime.runPromise(inspectTimetable(last.timetable))
        expect(last.evaluation).toEqual(fresh.evaluation)
        expect(last.live.total).toEqual(fresh.live.total)
      } finally {
        await runtime.dispose()
      }
    })
})

const scoreOf = ({
  evaluation: { hard, soft }
}: {
  readonly evaluation: { readonly hard: number; readonly soft: number }
}) => ({
  hard,
  soft
})
