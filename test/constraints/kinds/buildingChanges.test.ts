import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const changes = (parameters: object) =>
  constraint("building_changes", { hard: false, scope: { on: "teachers", ids: "all" }, parameters })

const there = (at: string, room: string) => ({ teachers: ["Ms Smith"], at, rooms: [room] })

const story: Story = {
  rooms: { Lab: { building: "Mill" }, Studio: { building: "Old House" }, Hall: { building: "Old House" } },
  lessons: {
    a: there("Monday 1", "Lab"),
    b: there("Monday 3", "Studio"),
    c: there("Monday 4", "Hall"),
    d: there("Monday 6", "Lab"),
    e: there("Tuesday 1", "Studio"),
    f: there("Tuesday 2", "Lab")
  }
}

describe("building_changes", () => {
  it("counts changes of building on a day, free periods between or not", () => {
    expect(find(story, changes({ max_per_day: 1 }))).toEqual([
      {
        deviation: 1,
        lessons: ["a", "b", "c", "d"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 3", "Monday 6"]
      }
    ])
    expect(messages(story, changes({ max_per_day: 1 }))).toEqual([
      "Ms Smith changes building 2 times on Monday, at most 1 allowed: Monday, periods 3 and 6"
    ])
  })

  it("counts those of a week, but not the way from one day to the next", () => {
    expect(messages(story, changes({ max_per_week: 0 }))).toEqual([
      "Ms Smith changes building 3 times in the week, at most 0 allowed: Monday, periods 3 and 6 and Tuesday, period 2"
    ])
  })
})
