import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("split_teacher", { hard: false })
const maths = (at: string | undefined, ...taughtBy: ReadonlyArray<string>) => ({
  course: "maths",
  subject: "Maths",
  classes: ["9A"],
  taughtBy,
  ...(at === undefined ? {} : { at })
})

describe("split_teacher", () => {
  it("counts the teams of a course above one", () => {
    const story: Story = {
      lessons: {
        a: maths("Monday 1", "Ms Smith"),
        b: maths("Tuesday 1", "Mr Jones"),
        c: maths("Wednesday 1", "Ms Smith", "Mr Jones"),
        d: maths("Thursday 1", "Mr Jones", "Ms Smith"),
        nobody: maths("Friday 1"),
        waiting: maths(undefined, "Mr Brown")
      }
    }
    expect(find(story, rule)).toEqual([
      {
        deviation: 2,
        lessons: ["a", "b", "c", "d"],
        resources: ["teacher Mr Jones", "teacher Ms Smith"],
        slots: []
      }
    ])
    expect(messages(story, rule)).toEqual([
      "9A Maths should always have the same teacher, but is taught by Mr Jones and Ms Smith"
    ])
  })

  it("is content with a team that is always the same", () => {
    const story: Story = {
      lessons: { a: maths("Monday 1", "Ms Smith", "Mr Jones"), b: maths("Tuesday 1", "Mr Jones", "Ms Smith") }
    }
    expect(find(story, rule)).toEqual([])
  })
})
