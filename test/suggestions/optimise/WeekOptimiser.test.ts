import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deltaOf } from "../../../src/constraints/Delta.ts"
import type { Score } from "../../../src/constraints/Tally.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { applyChanges } from "../../../src/timetable/Change.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { generatedSchool } from "../../bench/generatedSchool.ts"
import { anySchool } from "../../support/anySchool.ts"
import { constraint, evaluateBody, school } from "../../support/school.ts"
import { xhsttSchool } from "../../support/xhsttSchool.ts"
import { emptied, optimised } from "./optimising.ts"

const isFeasible = ({ bestScore }: ReturnType<typeof optimised>["optimiser"]): boolean => bestScore.hard === 0

/** The body after the best proposal, judged from scratch. */
const judged = (body: TimetableBody, { best }: ReturnType<typeof optimised>) => {
  const { hard, soft } = evaluateBody({ ...body, placements: applyChanges(body.placements, best?.changes ?? []) })
  return { hard, soft }
}

describe("a school without a timetable", () => {
  it("the demo school gets one that breaks nothing hard", () => {
    const body = emptied(demoBody(demoTimetable))
    const result = optimised(body, { moves: 500_000 }, isFeasible)
    expect(judged(body, result).hard).toBe(0)
    expect(result.best?.changes.length).toBe(body.lessons.length - body.placements.length)
  })

  it("a school of 300 lessons with labs, gaps and daily limits gets one too", () => {
    const whole = emptied(generatedSchool(300))
    // It links two lessons of one class, which is more than anybody can do.
    const body = { ...whole, constraints: whole.constraints.filter(({ kind }) => kind !== "link_broken") }
    expect(judged(body, optimised(body, { moves: 1_000_000 }, isFeasible)).hard).toBe(0)
  })

  it("lessons that must start together do", () => {
    const body = school(
      {
        days: ["Monday"],
        periods: ["1", "2"],
        lessons: {
          French: { teachers: ["Ms Roux"] },
          German: { teachers: ["Mr Kern"] },
          Maths: { teachers: ["Ms Roux", "Mr Kern"], at: "Monday 1", pin: true }
        }
      },
      [
        constraint("unplaced"),
        constraint("teacher_clash"),
        constraint("link_broken", { scope: { on: "lessons", ids: ["French", "German"] } })
      ]
    )
    const { best } = optimised(body, { moves: 10_000 })
    expect(best?.changes.map(({ lessonId, to }) => [lessonId, to?.slot])).toEqual([
      ["French", 1],
      ["German", 1]
    ])
  })

  it("a lesson gets its room from one that takes another's, who takes the last", () => {
    const among = (...names: ReadonlyArray<string>) => ({ need: "features", features: names }) as const
    const body = school(
      {
        days: ["Monday"],
        periods: ["1"],
        rooms: {
          A: { features: ["x"], seats: 30 },
          B: { features: ["x", "y"], seats: 30 },
          C: { features: ["y", "z"], seats: 30 },
          D: { features: ["z"], seats: 30 }
        },
        lessons: {
          History: { classes: ["9A"], need: among("x"), at: "Monday 1", rooms: ["B"] },
          Maths: { classes: ["9B"], need: among("y"), at: "Monday 1", rooms: ["C"] },
          Physics: { classes: ["9C"], need: among("z"), at: "Monday 1", rooms: ["D"] },
          Chemistry: { classes: ["9D"], need: among("z") }
        }
      },
      ["unplaced", "room_missing", "room_unsuitable", "room_clash"].map(kind => constraint(kind))
    )
    const { best } = optimised(body, { moves: 100 })
    expect(best?.delta.after).toEqual({ hard: 0, soft: 0 })
  })

  it("every lesson gets a room that suits it and is free", () => {
    const lab = { need: "features", features: ["lab"] } as const
    const body = school(
      {
        days: ["Monday"],
        periods: ["1"],
        rooms: { Hall: { seats: 10 }, Lab: { features: ["lab"], seats: 30 }, Aula: { seats: 30 } },
        lessons: {
          Physics: { classes: ["9A"], need: lab },
          Maths: { classes: ["9B"], need: { need: "any" } }
        }
      },
      ["unplaced", "room_missing", "room_unsuitable", "room_capacity", "room_clash"].map(kind => constraint(kind))
    )
    const { best } = optimised(body, { moves: 10_000 })
    expect(best?.changes.map(({ to }) => to?.roomIds)).toEqual([["Lab"], ["Aula"]])
  })
})

describe("a timetable that is there", () => {
  /** Both hours of the class are full: only a swap can put Sport last. */
  const full = school(
    {
      days: ["Monday"],
      periods: ["1", "2"],
      lessons: {
        Sport: { classes: ["9A"], teachers: ["Mr Silva"], at: "Monday 1" },
        Maths: { classes: ["9A"], teachers: ["Ms Smith"], at: "Monday 2" }
      }
    },
    [
      constraint("class_clash"),
      constraint("unplaced"),
      constraint("preferred_time", {
        hard: false,
        scope: { on: "lessons", ids: ["Sport"] },
        parameters: { slots: [1] }
      })
    ]
  )

  it("gets better by an exchange where nothing can move alone", () => {
    const { best } = optimised(full, { moves: 10_000 })
    expect(best?.delta.after).toEqual({ hard: 0, soft: 0 })
    expect(best?.changes.map(({ lessonId, from, to }) => [lessonId, from?.slot, to?.slot])).toEqual([
      ["Sport", 0, 1],
      ["Maths", 1, 0]
    ])
  })

  it("of the demo school loses all its conflicts with few lessons moved, and nearly all with fewer", () => {
    const { optimiser } = optimised(demoBody(demoTimetable), { moves: 200_000 })
    const [best, fewer] = optimiser.proposals()
    expect(best?.delta.before).toEqual({ hard: 7, soft: 2 })
    expect(best?.delta.after).toEqual({ hard: 0, soft: 0 })
    expect(best?.disturbance.lessons).toBeLessThan(40)
    expect(fewer?.delta.after.hard).toBe(0)
    expect(fewer?.disturbance.lessons).toBeLessThan(best?.disturbance.lessons ?? 0)
  })

  it("stays as it is when the exchange would take a lesson along that is not asked for", () => {
    const asked = { moves: 10_000, scope: { teacherIds: ["Mr Silva"] } }
    expect(optimised(full, asked).best).toBeNull()
  })

  it("an open role of a course is filled by somebody who is wanted", () => {
    const body = xhsttSchool(
      { events: { Maths: { roles: { Teacher: null }, lessons: [{ at: "Mo1" }] } } },
      "AssignResource",
      { to: ["Maths"], parameters: { role: "Teacher" } }
    )
    const { best } = optimised(body, { moves: 10_000 })
    expect(best?.delta.after).toEqual({ hard: 0, soft: 0 })
    expect(best?.changes[0]?.to?.assigned.map(({ role }) => role)).toEqual(["Teacher"])
  })
})

describe("whatever the school", () => {
  const day = [0]

  it("the best is better than the start or nothing, costs what is claimed, and the live score stays as it was", () => {
    fc.assert(
      fc.property(anySchool, fc.integer(), (body, seed) => {
        const { live, best, optimiser } = optimised(body, { moves: 2_000, seed })
        const before = evaluateBody(body)
        expect(live.evaluation()).toEqual(before)
        if (best === null) {
          expect(optimiser.bestScore).toEqual({ hard: before.hard, soft: before.soft })
          return
        }
        const isNoWorse = (a: Score, b: Score): boolean => a.hard < b.hard || (a.hard === b.hard && a.soft <= b.soft)
        expect(isNoWorse(before, best.delta.after)).toBe(false)
        expect(isNoWorse(best.delta.after, optimiser.bestScore)).toBe(true)
        expect(judged(body, { live, best, optimiser })).toEqual(best.delta.after)
        expect(deltaOf(live, best.changes)).toEqual(best.delta)
      }),
      { numRuns: 30 }
    )
  })

  it("pinned lessons stay, and so does all that is outside the scope", () => {
    fc.assert(
      fc.property(anySchool, fc.integer(), (body, seed) => {
        const { best } = optimised(body, { moves: 2_000, seed, scope: { days: day } })
        const placed = new Map(body.placements.map(placement => [placement.lessonId, placement]))
        const slotsADay = body.grid.days[0]?.periods.length ?? 0
        for (const { lessonId, from, to } of best?.changes ?? []) {
          expect(placed.get(lessonId)?.pin ?? null).toBeNull()
          for (const slot of [from?.slot, to?.slot]) if (typeof slot === "number") expect(slot).toBeLessThan(slotsADay)
        }
      }),
      { numRuns: 30 }
    )
  })

  it("equal seeds and moves give the same changes", () => {
    const body = emptied(generatedSchool(60))
    const changes = () => optimised(body, { moves: 20_000, seed: 5 }).best?.changes
    expect(changes()).toEqual(changes())
  })
})
