import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Conflict } from "../../src/constraints/Conflict.ts"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { unitsPerWeight } from "../../src/constraints/Tally.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { anyMove, anyMoves, moveIn } from "../support/anyMoves.ts"
import { anySchool } from "../support/anySchool.ts"
import { constraint, rulebookOf, school } from "../support/school.ts"

const liveOf = (body: TimetableBody): LiveScore => {
  const rulebook = rulebookOf(body)
  return new LiveScore(rulebook, Plan.of(rulebook.model))
}

/** What LiveScore keeps, worked out from the conflicts of an evaluation. */
const totals = (conflicts: ReadonlyArray<Conflict>, live: LiveScore) => {
  const units = (some: ReadonlyArray<Conflict>) =>
    some.reduce((sum, { cost }) => sum + Math.round(cost * unitsPerWeight), 0)
  return {
    hard: units(conflicts.filter(({ severity }) => severity === "hard")),
    soft: units(conflicts.filter(({ severity }) => severity === "soft")),
    constraints: live.rulebook.monitors.map(({ constraint: { id } }) =>
      units(conflicts.filter(({ constraintId }) => constraintId === id))
    )
  }
}

const expectEqualToFull = (live: LiveScore): void => {
  const full = evaluate(live.rulebook, live.plan)
  expect(live.evaluation()).toEqual(full)
  expect({ ...live.total, constraints: [...live.constraintCosts()] }).toEqual(totals(full.conflicts, live))
}

describe("the live score", () => {
  it("equals a scan from scratch, conflict by conflict and total by total, after every change", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(), (body, moves) => {
        const live = liveOf(body)
        expectEqualToFull(live)
        for (const move of moves) {
          live.apply(...moveIn(live.rulebook.model, move))
          expectEqualToFull(live)
        }
      })
    )
  })

  it("equals a scan where more is asked about one teacher than a word has bits", () => {
    const wishes = Array.from({ length: 40 }, (_, i) =>
      constraint("teacher_gaps", { id: `gaps-${i}`, hard: i % 2 === 0, parameters: { max_per_week: i % 3 } })
    )
    fc.assert(
      fc.property(anySchool, anyMoves(), (body, moves) => {
        const live = liveOf({ ...body, constraints: [...body.constraints, ...wishes] })
        const before = live.snapshot()
        for (const move of moves) live.apply(...moveIn(live.rulebook.model, move))
        expectEqualToFull(live)
        live.undoTo(0)
        expectEqualToFull(live)
        expect(live.snapshot().slice(0, 2)).toEqual(before.slice(0, 2))
      }),
      { numRuns: 20 }
    )
  })

  it("equals a scan of the same placements made from nothing, so that history leaves no trace", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(), (body, moves) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        for (const move of moves) live.apply(...moveIn(model, move))
        const fresh = new Plan(model)
        for (const { index } of model.lessons) {
          const { plan } = live
          const { slotOf } = plan
          fresh.place(index, slotOf[index] ?? -1, plan.roomsOf(index), plan.teachersOf(index), plan.fillersOf(index))
        }
        expect(live.evaluation()).toEqual(evaluate(live.rulebook, fresh))
      })
    )
  })

  it("comes back to the last bit when changes are undone", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(), anyMoves(), (body, before, after) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        for (const move of before) live.apply(...moveIn(model, move))
        const mark = live.mark()
        const thereAndBack = () => {
          for (const move of after) live.apply(...moveIn(model, move))
          live.undoTo(mark)
        }
        // Once for the arrays to grow to what they need.
        thereAndBack()
        const snapshot = live.snapshot()
        thereAndBack()
        expect(live.snapshot()).toEqual(snapshot)
        expectEqualToFull(live)
      })
    )
  })

  it("is the same once more as a copy, which goes its own way and leaves the first as it is", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(), anyMoves(), (body, before, after) => {
        const live = liveOf(body)
        const { rulebook } = live
        for (const move of before) live.apply(...moveIn(rulebook.model, move))
        live.keep()
        const copy = live.copy(rulebook)
        const snapshot = live.snapshot()
        expect(copy.snapshot()).toEqual(snapshot)
        for (const move of after) copy.apply(...moveIn(rulebook.model, move))
        expectEqualToFull(copy)
        expect(live.snapshot()).toEqual(snapshot)
      })
    )
  })

  it("takes changes back one by one, the newest first, and no further than they were kept", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(4), anyMoves(6), (body, kept, moves) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        for (const move of kept) live.apply(...moveIn(model, move))
        live.keep()
        const seen = moves.map(move => {
          const here = live.evaluation()
          live.apply(...moveIn(model, move))
          return here
        })
        for (const here of seen.reverse()) {
          live.undo()
          expect(live.evaluation()).toEqual(here)
        }
        const start = live.evaluation()
        live.undo()
        live.undoTo(0)
        expect(live.evaluation()).toEqual(start)
      })
    )
  })

  it("previews exactly what a change would cost, and leaves everything as it is", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(4), anyMove, (body, moves, last) => {
        const live = liveOf(body)
        const { model } = live.rulebook
        for (const move of moves) live.apply(...moveIn(model, move))
        live.preview(...moveIn(model, last))
        const snapshot = live.snapshot()
        const before = { ...live.total }
        const previewed = { ...live.preview(...moveIn(model, last)) }
        expect(live.snapshot()).toEqual(snapshot)
        const after = live.apply(...moveIn(model, last))
        expect(previewed).toEqual({ hard: after.hard - before.hard, soft: after.soft - before.soft })
      })
    )
  })

  it("names what changed since a mark: all other points find what they found before", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(5), (body, moves) => {
        const live = liveOf(body)
        const before = live.evaluation().conflicts
        for (const move of moves) live.apply(...moveIn(live.rulebook.model, move))
        const points = live.pointsSince(0)
        const after = live.evaluation().conflicts
        const nowAtThem = live.conflictsOf(points)
        live.undoTo(0)
        const onceAtThem = live.conflictsOf(points)
        const rest = (all: ReadonlyArray<{ id: string }>, some: ReadonlyArray<{ id: string }>) => {
          const ids = new Set(some.map(({ id }) => id))
          return all.filter(({ id }) => !ids.has(id))
        }
        expect(rest(after, nowAtThem)).toEqual(rest(before, onceAtThem))
      })
    )
  })

  it("counts step and quadratic costs, and ten-thousandths, exactly", () => {
    const live = liveOf(
      school(
        {
          days: ["Monday"],
          periods: ["1", "2", "3", "4", "5"],
          lessons: {
            "9A Maths": { teachers: ["Ms Smith"], at: "Monday 1" },
            "9B Maths": { teachers: ["Ms Smith"], at: "Monday 2" }
          }
        },
        [
          constraint("teacher_gaps", {
            hard: false,
            weight: 0.0003,
            cost: "quadratic",
            parameters: { max_per_day: 0 }
          }),
          constraint("teacher_gaps", { id: "any gap", weight: 2, cost: "step", parameters: { max_per_day: 0 } })
        ]
      )
    )
    expect({ ...live.total }).toEqual({ hard: 0, soft: 0 })
    expect({ ...live.apply(1, 4, new Int32Array(0)) }).toEqual({ hard: 20_000, soft: 27 })
    expect([...live.constraintCosts()]).toEqual([27, 20_000])
    expect({ ...live.preview(1, 2, new Int32Array(0)) }).toEqual({ hard: 0, soft: -24 })
    live.undo()
    expect({ ...live.total }).toEqual({ hard: 0, soft: 0 })
  })
})
