import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bitOf } from "../../src/constraints/Bits.ts"
import { Bounds, Calm } from "../../src/constraints/Calm.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import type { Point } from "../../src/constraints/Rule.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { anySchool } from "../support/anySchool.ts"
import { rulebookOf } from "../support/school.ts"

/** Asks lists of points about the same subject which of them may find something there. */
const disturbedIn = (body: TimetableBody, lists: ReadonlyArray<ReadonlyArray<Point>>): ReadonlyArray<number> => {
  const { model } = rulebookOf(body)
  const bounds = new Bounds(
    model,
    lists.map(points => points.map(({ calm }) => calm))
  )
  const calm = new Calm(Plan.of(model), bounds)
  return lists.map((points, list) => calm.disturbed(bounds.begin[list] ?? -1, points[0]?.subject ?? 0))
}

const pointsOf = (body: TimetableBody): ReadonlyArray<Point> =>
  rulebookOf(body).monitors.flatMap(({ points }) => points)

describe("calm", () => {
  it("holds only for points that find nothing, in lists of as many questions as a word has bits too", () => {
    let calmOnes = 0
    fc.assert(
      fc.property(anySchool, fc.integer({ min: 1, max: 40 }), (body, times) => {
        const plan = Plan.of(rulebookOf(body).model)
        const lists = pointsOf(body)
          .filter(({ calm }) => calm !== undefined)
          .map((point, _, all) =>
            Array.from({ length: times }, () => all.filter(({ subject }) => subject === point.subject))
              .flat()
              .slice(0, 32)
          )
        disturbedIn(body, lists).forEach((disturbed, list) => {
          lists[list]?.forEach(({ judge, subject = 0 }, i) => {
            if ((disturbed & bitOf(i)) !== 0) return
            calmOnes++
            judge(plan, () => expect.fail("it found something"), subject)
          })
        })
      }),
      { numRuns: 60 }
    )
    expect(calmOnes).toBeGreaterThan(0)
  })

  it("does not hold for a point that gives no bounds", () => {
    const [body] = fc.sample(anySchool, { numRuns: 1, seed: 1 })
    if (body === undefined) return expect.fail("no school")
    const points = pointsOf(body)
    const without = points.filter(({ calm }) => calm === undefined)
    expect(disturbedIn(body, [without])).toEqual([-1])
    const mixed = points.filter(({ calm }) => calm !== undefined).slice(0, 1)
    const [disturbed = 0] = disturbedIn(body, [[...mixed, ...without.slice(0, 1)]])
    expect(disturbed & bitOf(1)).toBe(bitOf(1))
  })
})
