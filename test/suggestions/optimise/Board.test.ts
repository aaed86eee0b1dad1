import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Board } from "../../../src/suggestions/optimise/Board.ts"
import { energyOf } from "../../../src/suggestions/optimise/Energy.ts"
import { seeded } from "../../../src/suggestions/optimise/Random.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { slotInfos } from "../../../src/timetable/WeekGrid.ts"
import { anySchool } from "../../support/anySchool.ts"
import { constraint } from "../../support/school.ts"
import { liveOf } from "./optimising.ts"

/** Only clashes and what a lesson costs by itself: all that the table of costs knows of. */
const plain = (body: TimetableBody): TimetableBody => ({
  ...body,
  placements: body.placements
    .filter(({ slot }) => slot === null || slot < slotInfos(body.grid).length)
    .map(placement => ({ ...placement, roomIds: [], teacherIds: null, assigned: [] })),
  courses: body.courses.map(course => ({ ...course, roles: [], roomNeed: { need: "none" } })),
  constraints: [
    constraint("teacher_clash"),
    constraint("class_clash", { weight: 3 }),
    constraint("teacher_unavailable"),
    constraint("class_unavailable"),
    constraint("day_overrun"),
    constraint("unplaced", { weight: 2 }),
    constraint("preferred_time", { hard: false, weight: 0.5, parameters: { slots: [0, 1, 4] } })
  ]
})

const moves = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 })

describe("the quick table", () => {
  it("says of every lesson and slot what the live score says, whatever has moved before", () => {
    fc.assert(
      fc.property(anySchool, moves, (any, moved) => {
        const live = liveOf(plain(any))
        const { model } = live.rulebook
        const board = new Board(live, new Uint8Array(model.lessons.length).fill(1), [], seeded(1))
        for (const [lesson, slot] of moved) {
          board.begin()
          board.add(lesson % model.lessons.length, slot % model.slots)
          board.attempt(Number.POSITIVE_INFINITY)
        }
        for (const { index } of model.lessons)
          for (let slot = 0; slot < model.slots; slot++) {
            const { plan } = board.live
            const quick = board.costs.of(index, slot) - board.costs.of(index, board.slotOf(index))
            const exact = board.live.preview(index, slot, plan.roomsOf(index))
            expect(quick).toBe(energyOf(board.energy, exact))
          }
      }),
      { numRuns: 40 }
    )
  })
})

describe("a candidate", () => {
  it("that costs more than the limit leaves everything as it was", () => {
    fc.assert(
      fc.property(anySchool, moves, (body, moved) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        const board = new Board(live, new Uint8Array(model.lessons.length).fill(1), [], seeded(1))
        const before = board.live.evaluation()
        for (const [lesson, slot] of moved) {
          board.begin()
          board.add(lesson % model.lessons.length, slot % model.slots)
          expect(board.attempt(Number.NEGATIVE_INFINITY)).toBe(false)
        }
        expect(board.live.evaluation()).toEqual(before)
        expect(board.live.plan.slotOf).toEqual(live.plan.slotOf)
      }),
      { numRuns: 30 }
    )
  })

  it("the best is found again, with its score, after what came later is taken back", () => {
    fc.assert(
      fc.property(anySchool, moves, (body, moved) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        const board = new Board(live, new Uint8Array(model.lessons.length).fill(1), [], seeded(1))
        for (const [lesson, slot] of moved) {
          board.begin()
          board.add(lesson % model.lessons.length, slot % model.slots)
          board.attempt(Number.POSITIVE_INFINITY)
          board.best.offer()
        }
        board.backToBest()
        expect(board.live.total).toEqual(board.best.score)
        expect(energyOf(board.energy, board.live.total)).toBeLessThanOrEqual(
          Math.max(energyOf(board.energy, live.total), energyOf(board.energy, board.best.score))
        )
      }),
      { numRuns: 30 }
    )
  })
})
