import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("wrong_hours")

describe("wrong_hours", () => {
  it("finds a course whose lessons are not as long as it asks for", () => {
    const story: Story = {
      lessons: {
        first: { course: "9A Maths", subject: "Maths", classes: ["9A"], at: "Monday 1" },
        second: { course: "9A Maths", subject: "Maths", classes: ["9A"], at: "Tuesday 1" },
        third: { course: "9A Maths", subject: "Maths", classes: ["9A"], split: [2, 1] }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 2, lessons: ["first", "second", "third"], resources: [], slots: [] }
    ])
    expect(messages(story, rule)).toEqual([
      "9A Maths should be taught in lessons of 2 and 1 periods a week, but has 1, 1 and 1 periods"
    ])
  })

  it("does not mind the order of the split, nor a course that records none", () => {
    const story: Story = {
      lessons: {
        short: { course: "Art", classes: ["9A"], at: "Monday 1" },
        long: { course: "Art", classes: ["9A"], duration: 2, split: [1, 2] },
        free: { classes: ["9B"], duration: 3 }
      }
    }
    expect(find(story, rule)).toEqual([])
  })

  it("judges each week of a cycle in which the course is taught, and tells of the worst", () => {
    const story: Story = {
      weeks: ["A", "B"],
      lessons: {
        a: { course: "Lab", subject: "Lab", duration: 2, weeks: 1 },
        b1: { course: "Lab", subject: "Lab", duration: 1, weeks: 2 },
        b2: { course: "Lab", subject: "Lab", duration: 1, weeks: 2, split: [2] },
        once: { course: "Choir", subject: "Choir", weeks: 1, split: [1] }
      }
    }
    expect(messages(story, rule)).toEqual([
      "Lab should be taught in lessons of 2 periods a week, but has 1 and 1 periods (week B)"
    ])
  })
})
