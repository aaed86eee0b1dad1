import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const gaps = (parameters: object, scope: unknown = { on: "classes", ids: "all" }) =>
  constraint("class_gaps", { hard: false, parameters, scope })

const story: Story = {
  classes: {
    "Year 9": { atoms: ["9A1", "9A2", "9B1"] },
    "9A": { atoms: ["9A1", "9A2"], in: ["Year 9"] },
    "9B": { atoms: ["9B1"], in: ["Year 9"] }
  },
  lessons: {
    assembly: { classes: ["Year 9"], at: "Monday 1" },
    maths: { classes: ["9A"], at: "Monday 3" },
    art: { classes: ["9B"], at: "Monday 2" },
    choir: { classes: ["9B"], at: "Monday 3" }
  }
}

describe("class_gaps", () => {
  it("counts a class once, though all its students wait, and not its year again", () => {
    expect(find(story, gaps({ max_per_week: 0 }))).toEqual([
      { deviation: 1, lessons: ["assembly", "maths"], resources: ["class 9A"], slots: ["Monday 2"] }
    ])
    expect(messages(story, gaps({ max_per_day: 0 }))).toEqual([
      "A student of 9A has 1 gap on Monday, at most 0 allowed: Monday, period 2"
    ])
  })

  it("judges a class by the student who is worst off", () => {
    const latin: Story = {
      classes: {
        "9A": { atoms: ["9A1", "9A2"] },
        Latin: { atoms: ["9A2"], in: ["9A"] },
        German: { atoms: ["9A1"], in: ["9A"] }
      },
      lessons: {
        maths: { classes: ["9A"], at: "Monday 1" },
        latin: { classes: ["Latin"], at: "Monday 5" },
        german: { classes: ["German"], at: "Monday 3" }
      }
    }
    expect(find(latin, gaps({ max_per_day: 0 }, { on: "classes", ids: ["9A"] }))).toEqual([
      {
        deviation: 3,
        lessons: ["latin", "maths"],
        resources: ["class 9A"],
        slots: ["Monday 2", "Monday 3", "Monday 4"]
      }
    ])
  })

  it("does not count the hours at which any group of the student is unavailable", () => {
    const excused: Story = {
      ...story,
      classes: { ...story.classes, "Year 9": { atoms: ["9A1", "9A2", "9B1"], off: ["Monday 2"] } }
    }
    expect(find(excused, gaps({ max_per_day: 0 }))).toEqual([])
  })
})
