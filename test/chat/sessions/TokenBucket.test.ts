import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { TokenBucket } from "../../../src/chat/sessions/TokenBucket.ts"

describe("a token bucket", () => {
  it("lets the burst through at once, and tells how long to wait after it", () => {
    const bucket = new TokenBucket(10, 3, 0)
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0])
    expect(bucket.take(0)).toBe(100)
    expect(bucket.take(40)).toBe(60)
    expect(bucket.take(100)).toBe(0)
    expect(bucket.take(100)).toBe(100)
  })

  it("never saves more than the burst", () => {
    const bucket = new TokenBucket(10, 3, 0)
    expect([1, 2, 3, 4].map(() => bucket.take(1_000_000))).toEqual([0, 0, 0, 100])
  })

  it("gives nothing for a clock that goes back", () => {
    const bucket = new TokenBucket(1, 1, 10_000)
    expect(bucket.take(10_000)).toBe(0)
    expect(bucket.take(0)).toBe(1_000)
    expect(bucket.take(0)).toBe(1_000)
  })

  it("lets through no more than burst + rate × time, and whoever waits as told gets through", () => {
    const anyRate = fc.integer({ min: 1, max: 100 })
    const anySteps = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 100 })
    fc.assert(
      fc.property(anyRate, anyRate, anySteps, (rate, burst, steps) => {
        const bucket = new TokenBucket(rate, burst, 0)
        let now = 0
        let taken = 0
        for (const step of steps) {
          now += step
          if (bucket.take(now) === 0) taken += 1
        }
        expect(taken).toBeLessThanOrEqual(burst + (rate * now) / 1_000 + 1e-6)
        const wait = bucket.take(now)
        if (wait > 0) expect(bucket.take(now + wait)).toBe(0)
      })
    )
  })
})
