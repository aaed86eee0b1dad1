import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Bounds, Calm } from "../../src/constraints/Calm.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { anySchool } from "../support/anySchool.ts"
import { rulebookOf } from "../support/school.ts"

describe("calm", () => {
  it("holds only for points that find nothing", () => {
    let calmOnes = 0
    fc.assert(
      fc.property(anySchool, body => {
        const { model, monitors } = rulebookOf(body)
        const plan = Plan.of(model)
        const points = monitors.flatMap(monitor => monitor.points)
        const bounds = new Bounds(model, points)
        const calm = new Calm(plan, bounds)
        for (const point of points) {
          const subject = point.subject ?? 0
          if (!calm.holds(bounds.of(point), subject)) continue
          calmOnes++
          point.judge(plan, () => expect.fail("it found something"), subject)
        }
      }),
      { numRuns: 60 }
    )
    expect(calmOnes).toBeGreaterThan(0)
  })

  it("does not hold for a point that gives no bounds", () => {
    const [body] = fc.sample(anySchool, { numRuns: 1, seed: 1 })
    if (body === undefined) return expect.fail("no school")
    const { model, monitors } = rulebookOf(body)
    const points = monitors.flatMap(monitor => monitor.points).filter(({ calm }) => calm === undefined)
    const bounds = new Bounds(model, points)
    const calm = new Calm(Plan.of(model), bounds)
    expect(points.map(point => calm.holds(bounds.of(point), point.subject ?? 0))).not.toContain(true)
  })
})
