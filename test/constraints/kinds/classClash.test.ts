import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("class_clash")

const year9: Story["classes"] = {
  "Year 9": { atoms: ["9A1", "9A2", "9B1"] },
  "9A": { atoms: ["9A1", "9A2"], in: ["Year 9"] },
  "9B": { atoms: ["9B1"], in: ["Year 9"] },
  "9A Latin": { atoms: ["9A2"], in: ["9A"] }
}

describe("class_clash", () => {
  it("counts a pair of lessons once, however many students and periods they share", () => {
    const story: Story = {
      classes: year9,
      lessons: {
        assembly: { classes: ["Year 9"], duration: 2, at: "Monday 1" },
        maths: { subject: "Maths", classes: ["9A"], duration: 2, at: "Monday 1" }
      }
    }
    expect(find(story, rule)).toEqual([
      {
        deviation: 1,
        lessons: ["assembly", "maths"],
        resources: ["class 9A", "class Year 9"],
        slots: ["Monday 1", "Monday 2"]
      }
    ])
    expect(messages(story, rule)).toEqual([
      "Students of 9A and Year 9 have 9A Maths and Year 9 assembly on Monday, periods 1 to 2"
    ])
  })

  it("says which class has two lessons when it is one class", () => {
    const story: Story = {
      lessons: {
        maths: { subject: "Maths", classes: ["9A"], at: "Monday 1" },
        physics: { subject: "Physics", classes: ["9A"], at: "Monday 1" }
      }
    }
    expect(messages(story, rule)).toEqual(["9A has 9A Maths and 9A Physics on Monday, period 1"])
  })

  it("lets groups without common students have lessons at once", () => {
    const story: Story = {
      classes: year9,
      lessons: { latin: { classes: ["9A Latin"], at: "Monday 1" }, maths: { classes: ["9B"], at: "Monday 1" } }
    }
    expect(find(story, rule)).toEqual([])
  })

  it("names only the classes whose students are double-booked", () => {
    const story: Story = {
      classes: year9,
      lessons: { choir: { classes: ["9A Latin", "9B"], at: "Monday 1" }, maths: { classes: ["9B"], at: "Monday 1" } }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["choir", "maths"], resources: ["class 9B"], slots: ["Monday 1"] }
    ])
  })

  it("finds the pair through any of the classes in its scope, once", () => {
    const story: Story = {
      classes: year9,
      lessons: { assembly: { classes: ["Year 9"], at: "Monday 1" }, choir: { classes: ["Year 9"], at: "Monday 1" } }
    }
    const on = (ids: ReadonlyArray<string>) => constraint("class_clash", { scope: { on: "classes", ids } })
    expect(find(story, on(["9A Latin", "9B"])).length).toBe(1)
    expect(find({ ...story, classes: { ...year9, "8A": {} } }, on(["8A"]))).toEqual([])
  })

  it("lets week A and week B share a time", () => {
    const story: Story = {
      weeks: ["A", "B"],
      lessons: {
        art: { classes: ["9A"], weeks: 1, at: "Monday 1" },
        music: { classes: ["9A"], weeks: 2, at: "Monday 1" }
      }
    }
    expect(find(story, rule)).toEqual([])
  })
})
