import { describe, expect, it } from "vitest"
import { constraint, find, messages, refusal, type Story } from "../../support/school.ts"

const rule = constraint("teacher_clash")

const msSmithTwiceOnMonday: Story = {
  lessons: {
    maths: { subject: "Maths", teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 2" },
    physics: { subject: "Physics", teachers: ["Ms Smith"], classes: ["9B"], at: "Monday 2" },
    art: { subject: "Art", teachers: ["Mr Jones"], classes: ["9C"], at: "Monday 2" },
    later: { subject: "Maths", teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 3" }
  }
}

describe("teacher_clash", () => {
  it("finds the two lessons a teacher has at once, and no others", () => {
    expect(find(msSmithTwiceOnMonday, rule)).toEqual([
      { deviation: 1, lessons: ["maths", "physics"], resources: ["teacher Ms Smith"], slots: ["Monday 2"] }
    ])
  })

  it("names the teacher, both lessons and the time", () => {
    expect(messages(msSmithTwiceOnMonday, rule)).toEqual([
      "Ms Smith teaches 9A Maths and 9B Physics on Monday, period 2"
    ])
  })

  it("counts a pair once, with every slot both occupy", () => {
    const story: Story = {
      lessons: {
        lab: { teachers: ["Ms Smith"], duration: 3, at: "Monday 1" },
        project: { teachers: ["Ms Smith"], duration: 3, at: "Monday 2" }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["lab", "project"], resources: ["teacher Ms Smith"], slots: ["Monday 2", "Monday 3"] }
    ])
  })

  it("counts each pair of three lessons, and each of two teachers who are both double-booked", () => {
    const three: Story = {
      lessons: {
        a: { teachers: ["Ms Smith"], at: "Monday 1" },
        b: { teachers: ["Ms Smith"], at: "Monday 1" },
        c: { teachers: ["Ms Smith"], at: "Monday 1" }
      }
    }
    const team: Story = {
      lessons: {
        a: { teachers: ["Ms Smith", "Mr Jones"], at: "Monday 1" },
        b: { teachers: ["Ms Smith", "Mr Jones"], at: "Monday 1" }
      }
    }
    expect(
      find(three, rule)
        .map(({ lessons }) => lessons)
        .sort()
    ).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"]
    ])
    expect(
      find(team, rule)
        .map(({ resources }) => resources)
        .sort()
    ).toEqual([["teacher Mr Jones"], ["teacher Ms Smith"]])
  })

  it("lets lessons of week A and week B share a time, and says in which week others clash", () => {
    const story = (weeksOfB: number): Story => ({
      weeks: ["A", "B"],
      lessons: {
        a: { teachers: ["Ms Smith"], weeks: 1, at: "Monday 1" },
        b: { teachers: ["Ms Smith"], weeks: weeksOfB, at: "Monday 1" }
      }
    })
    expect(find(story(2), rule)).toEqual([])
    expect(messages(story(3), rule)).toEqual(["Ms Smith teaches a and b on Monday, period 1 (week A)"])
  })

  it("counts a pair that meets in both weeks once", () => {
    const story: Story = {
      weeks: ["A", "B"],
      lessons: { a: { teachers: ["Ms Smith"], at: "Monday 1" }, b: { teachers: ["Ms Smith"], at: "Monday 1" } }
    }
    expect(messages(story, rule)).toEqual(["Ms Smith teaches a and b on Monday, period 1"])
  })

  it("looks at the teachers the placement chose, not at those of the course", () => {
    const story: Story = {
      lessons: {
        maths: { teachers: ["Ms Smith"], at: "Monday 1" },
        covered: { teachers: ["Ms Smith"], taughtBy: ["Mr Jones"], at: "Monday 1" },
        art: { teachers: ["Mr Jones"], at: "Monday 1" }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["art", "covered"], resources: ["teacher Mr Jones"], slots: ["Monday 1"] }
    ])
  })

  it("judges only the teachers of its scope", () => {
    const scope = { on: "teachers", ids: ["Mr Jones"] }
    expect(find(msSmithTwiceOnMonday, constraint("teacher_clash", { scope }))).toEqual([])
  })

  it("refuses what it cannot read, and says what it takes", () => {
    expect(refusal(msSmithTwiceOnMonday, constraint("teacher_clash", { scope: { on: "rooms", ids: "all" } }))).toEqual({
      path: "scope.on",
      reason: "applies to teachers or school, not to rooms"
    })
    expect(
      refusal(msSmithTwiceOnMonday, constraint("teacher_clash", { scope: { on: "teachers", ids: ["Nobody"] } }))
    ).toEqual({
      path: "scope.ids[0]",
      reason: 'nothing has the id "Nobody"; takes ids of teachers of this timetable'
    })
    expect(refusal(msSmithTwiceOnMonday, constraint("teacher_clash", { parameters: { max: 1 } }))).toEqual({
      path: "parameters.max",
      reason: "takes no parameters"
    })
  })
})
