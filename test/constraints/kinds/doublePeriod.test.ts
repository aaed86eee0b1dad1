import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const doubles = (parameters: object) => constraint("double_period", { hard: false, parameters })
const art = (at: string, more: object = {}) => ({ course: "art", subject: "Art", classes: ["9A"], at, ...more })

const story: Story = {
  periods: ["1", "2", "Lunch", "3", "4"],
  lessons: { a: art("Monday 1"), b: art("Monday 2"), c: art("Tuesday 2"), d: art("Tuesday 3") }
}

describe("double_period", () => {
  it("counts lessons side by side; a break between makes them two", () => {
    expect(find(story, doubles({ min: 2 }))).toEqual([
      { deviation: 1, lessons: ["a", "b", "c", "d"], resources: [], slots: [] }
    ])
    expect(messages(story, doubles({ min: 2 }))).toEqual(["9A Art: 1 double period in the week, at least 2 wanted"])
    expect(find(story, doubles({ min: 1, max: 1 }))).toEqual([])
  })

  it("takes a long lesson for half as many doubles", () => {
    const long: Story = { lessons: { a: art("Monday 1", { duration: 5 }) } }
    expect(messages(long, doubles({ max: 1 }))).toEqual(["9A Art: 2 double periods in the week, at most 1 allowed"])
  })

  it("finds a course that has just enough periods for one double too many", () => {
    const long = (duration: number): Story => ({ lessons: { a: art("Monday 1", { duration }) } })
    expect(find(long(3), doubles({ max: 1 }))).toEqual([])
    expect(messages(long(4), doubles({ max: 1 }))).toEqual(["9A Art: 2 double periods in the week, at most 1 allowed"])
  })

  it("judges each week of a cycle by itself, and leaves out those without a lesson", () => {
    const cycle: Story = {
      weeks: ["A", "B", "C"],
      lessons: { a: art("Monday 1", { weeks: 1 }), b: art("Monday 2", { weeks: 3 }) }
    }
    expect(messages(cycle, doubles({ min: 1 }))).toEqual([
      "9A Art: 0 double periods in the week (week B), at least 1 wanted"
    ])
  })

  it("refuses to be told no limit", () => {
    expect(refusal(story, doubles({})).reason).toBe("no limit is given; takes min, max or both, whole numbers from 0")
  })
})
