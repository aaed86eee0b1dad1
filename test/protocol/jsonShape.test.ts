import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { measureJson } from "../../src/protocol/jsonShape.ts"

const nest = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 0
  for (let i = 0; i < levels; i++) value = wrap(value)
  return value
}
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))

describe("the shape of a JSON value", () => {
  it.each([
    ["objects", (inner: unknown) => ({ a: inner })],
    ["lists", (inner: unknown) => [inner]]
  ])("may be 32 %s deep and no deeper", (_what, wrap) => {
    expect(measureJson(nest(32, wrap))).toBeNull()
    expect(measureJson(nest(33, wrap))).toBe("nested more than 32 levels deep")
    expect(measureJson(nest(100_000, wrap))).toBe("nested more than 32 levels deep")
  })

  it("may have 10 000 keys, all objects together, and no more", () => {
    expect(measureJson(keys(10_000))).toBeNull()
    expect(measureJson(keys(10_001))).toBe("more than 10000 keys")
    expect(measureJson([keys(5_000), { more: [keys(4_999)] }])).toBeNull()
    expect(measureJson([keys(5_000), { more: [keys(5_000)] }])).toBe("more than 10000 keys")
  })

  it("counts no items of lists: their bytes are bounded already", () => {
    expect(measureJson(Array.from({ length: 50_000 }, () => 1))).toBeNull()
  })

  it("is fine for whatever is small", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), value => measureJson(value) === null))
  })
})
