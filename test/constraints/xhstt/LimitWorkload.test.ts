import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const ask = (minimum: number, maximum: number) => ({ to: ["Smith"], parameters: { minimum, maximum } })

describe("a workload", () => {
  it("is the duration of what a resource does, with or without a time, where nothing else is said", () => {
    const story = { events: { Maths: { given: ["Smith"], lessons: [{ at: "Mo1", lasts: 2 }, { lasts: 1 }] } } }
    expect(judgeXhstt(story, "LimitWorkload", ask(0, 1))).toEqual({
      cost: 2,
      said: ["2: Smith has a workload of 3; asked for: at most 1"]
    })
    expect(costOf(story, "LimitWorkload", ask(3, 3))).toBe(0)
    expect(costOf(story, "LimitWorkload", ask(5, 9))).toBe(2)
  })

  it("is shared by the lessons of a course according to their length, and rounded up", () => {
    // A course of 4 periods and workload 10: the lesson of one period is worth 2.5, the one of three 7.5.
    const lessons = [
      { lasts: 1, with: { Teacher: "Smith" } },
      { lasts: 3, with: { Teacher: "Jones" } }
    ]
    const story = { events: { Maths: { duration: 4, workload: 10, roles: { Teacher: null }, lessons } } }
    expect(costOf(story, "LimitWorkload", ask(0, 1))).toBe(2)
    expect(costOf(story, "LimitWorkload", { to: ["staff"], parameters: { minimum: 0, maximum: 1 } })).toBe(2 + 7)
    expect(costOf(story, "LimitWorkload", ask(3, 9))).toBe(1)
  })

  it("is that of the role where the role has its own", () => {
    const lessons = [{ lasts: 2, with: { Teacher: "Smith", Helper: "Smith" } }]
    const story = { events: { Maths: { workload: 10, roles: { Teacher: null, Helper: 1 }, lessons } } }
    expect(judgeXhstt(story, "LimitWorkload", ask(0, 0)).said).toEqual([
      "11: Smith has a workload of 11; asked for: at most 0"
    ])
  })

  it("of a third of three thirds is a whole, whatever a computer adds up to", () => {
    const lessons = [1, 1, 1].map(lasts => ({ lasts }))
    const story = { events: { Maths: { given: ["Smith"], workload: 1, lessons } } }
    expect(costOf(story, "LimitWorkload", ask(1, 1))).toBe(0)
  })
})
