import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const travel = (parameters: object, on = "teachers") =>
  constraint("building_travel", { scope: { on, ids: "all" }, parameters })

const story: Story = {
  periods: ["1", "2", "Lunch", "3"],
  bells: ["08:00-08:45", "08:50-09:35", "09:35-10:00", "10:00-10:45"],
  rooms: { Lab: { building: "Mill" }, Studio: { building: "Old House" }, Hall: { building: "Old House" }, Field: {} },
  lessons: {
    physics: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 1", rooms: ["Lab"] },
    drama: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 2", rooms: ["Studio"] },
    dance: { teachers: ["Ms Smith"], classes: ["9B"], at: "Monday 3", rooms: ["Hall"] }
  }
}

describe("building_travel", () => {
  it("finds lessons in different buildings with too few periods between", () => {
    expect(find(story, travel({ min_gaps: 1 }))).toEqual([
      {
        deviation: 1,
        lessons: ["drama", "physics"],
        resources: ["teacher Ms Smith"],
        slots: ["Monday 1", "Monday 2"]
      }
    ])
    expect(messages(story, travel({ min_gaps: 1 }))).toEqual([
      "Ms Smith has too little time to walk between buildings on Monday, periods 1 to 2, at least 1 period between wanted"
    ])
    expect(find(story, travel({ min_gaps: 1 }, "classes")).map(({ resources }) => resources)).toEqual([["class 9A"]])
  })

  it("counts minutes from bell to bell, and a break is time to walk", () => {
    const afterLunch: Story = {
      ...story,
      lessons: {
        drama: { teachers: ["Ms Smith"], at: "Monday 2", rooms: ["Studio"] },
        physics: { teachers: ["Ms Smith"], at: "Monday 3", rooms: ["Lab"] }
      }
    }
    expect(find(afterLunch, travel({ min_gaps: 1, minutes: 25 }))).toEqual([])
    expect(messages(afterLunch, travel({ minutes: 26 }))).toEqual([
      "Ms Smith has too little time to walk between buildings on Monday, periods 2 and 3, at least 26 minutes wanted"
    ])
    const { bells: _, ...silent } = afterLunch
    expect(find(silent, travel({ minutes: 26 }))).toEqual([])
  })

  it("knows nothing of rooms without a building, and of other weeks", () => {
    const field: Story = {
      ...story,
      weeks: ["A", "B"],
      lessons: {
        physics: { teachers: ["Ms Smith"], at: "Monday 1", rooms: ["Lab"], weeks: 1 },
        drama: { teachers: ["Ms Smith"], at: "Monday 2", rooms: ["Studio"], weeks: 2 },
        running: { teachers: ["Ms Smith"], at: "Monday 2", rooms: ["Field"], weeks: 1 }
      }
    }
    expect(find(field, travel({ min_gaps: 3 }))).toEqual([])
  })

  it("refuses to be told neither periods nor minutes", () => {
    expect(refusal(story, travel({}))).toEqual({
      path: "parameters",
      reason: "neither periods nor minutes are given; takes min_gaps, minutes or both, whole numbers from 0"
    })
  })
})
