import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const gaps = (parameters: object) => constraint("teacher_gaps", { hard: false, parameters })
const teaches = (...times: ReadonlyArray<string>): NonNullable<Story["lessons"]> =>
  Object.fromEntries(times.map(at => [at, { teachers: ["Ms Smith"], at }]))

describe("teacher_gaps", () => {
  const story: Story = { lessons: teaches("Monday 1", "Monday 4", "Tuesday 2", "Tuesday 4", "Friday 3") }

  it("counts the free periods between lessons above the day's limit", () => {
    expect(find(story, gaps({ max_per_day: 1 }))).toEqual([
      {
        deviation: 1,
        lessons: ["Monday 1", "Monday 4"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 2", "Monday 3"]
      }
    ])
    expect(messages(story, gaps({ max_per_day: 1 }))).toEqual([
      "Ms Smith has 2 gaps on Monday, at most 1 allowed: Monday, periods 2 to 3"
    ])
  })

  it("counts them above the week's limit, once a teacher", () => {
    expect(find(story, gaps({ max_per_week: 0 }))).toEqual([
      {
        deviation: 3,
        lessons: ["Monday 1", "Monday 4", "Tuesday 2", "Tuesday 4"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 2", "Monday 3", "Tuesday 3"]
      }
    ])
    expect(messages(story, gaps({ max_per_week: 2 }))).toEqual([
      "Ms Smith has 3 gaps in the week, at most 2 allowed: Monday, periods 2 to 3 and Tuesday, period 3"
    ])
  })

  it("does not count breaks, nor slots at which the teacher is unavailable", () => {
    const excused: Story = {
      periods: ["1", "2", "Lunch", "3", "4"],
      teachers: { "Ms Smith": { off: ["Monday 2"] } },
      lessons: teaches("Monday 1", "Monday 4")
    }
    expect(find(excused, gaps({ max_per_day: 0 }))).toEqual([
      { deviation: 1, lessons: ["Monday 1", "Monday 4"], resources: ["teacher Ms Smith"], slots: ["Monday 3"] }
    ])
  })

  it("counts the worst week of a cycle", () => {
    const cycle: Story = {
      weeks: ["A", "B"],
      lessons: {
        both: { teachers: ["Ms Smith"], at: "Monday 1" },
        a: { teachers: ["Ms Smith"], weeks: 1, at: "Monday 3" },
        b: { teachers: ["Ms Smith"], weeks: 2, at: "Monday 4" }
      }
    }
    expect(messages(cycle, gaps({ max_per_week: 0 }))).toEqual([
      "Ms Smith has 2 gaps in the week (week B), at most 0 allowed: Monday, periods 2 to 3"
    ])
  })

  it("refuses to be without a limit, misspelt limits, and limits that are no counts", () => {
    const accepts = "takes max_per_day, max_per_week or both, whole numbers from 0"
    expect(refusal(story, gaps({}))).toEqual({ path: "parameters", reason: `no limit is given; ${accepts}` })
    expect(refusal(story, gaps({ max_per_weak: 3 }))).toEqual({
      path: "parameters.max_per_weak",
      reason: `is unexpected, expected: "max_per_day" | "max_per_week"; ${accepts}`
    })
    expect(refusal(story, gaps({ max_per_day: -1 })).path).toBe("parameters.max_per_day")
  })
})
