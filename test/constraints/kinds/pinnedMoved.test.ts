import { describe, expect, it } from "vitest"
import { applyChanges, changeTo } from "../../../src/timetable/Change.ts"
import { LessonId } from "../../../src/timetable/Lesson.ts"
import { constraint, evaluateBody, find, messages, type Story, school } from "../../support/school.ts"

const rule = constraint("pinned_moved")

describe("pinned_moved", () => {
  it("finds a lesson that stands elsewhere than its pin says", () => {
    const story: Story = {
      lessons: {
        assembly: { classes: ["9A"], at: "Tuesday 3", pin: "Monday 1" },
        maths: { classes: ["9A"], at: "Tuesday 4", pin: true },
        art: { classes: ["9A"], at: "Tuesday 5" }
      }
    }
    expect(find(story, rule)).toEqual([{ deviation: 1, lessons: ["assembly"], resources: [], slots: ["Tuesday 3"] }])
    expect(messages(story, rule)).toEqual([
      "9A assembly is pinned to Monday, period 1, but stands on Tuesday, period 3"
    ])
  })

  it("finds a pinned lesson that a change took away, until it is back", () => {
    const story: Story = { lessons: { assembly: { classes: ["9A"], at: "Monday 1", pin: true } } }
    const body = school(story, [rule])
    const id = LessonId.make("assembly")
    const to = (slot: number) => (from: typeof body) => {
      const spot = { slot, roomIds: [], teacherIds: null, assigned: [] }
      return { ...from, placements: applyChanges(from.placements, [changeTo(from.placements[0], id, spot)]) }
    }
    const away = to(7)(body)
    expect(evaluateBody(away).conflicts.map(({ message }) => message)).toEqual([
      "9A assembly is pinned to Monday, period 1, but stands on Tuesday, period 2"
    ])
    expect(evaluateBody(to(9)(away)).hard).toBe(1)
    expect(to(0)(away)).toEqual(body)
  })
})
