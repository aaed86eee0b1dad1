import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("not_qualified")

const story: Story = {
  teachers: { "Ms Smith": { subjects: ["Maths"] }, "Mr Jones": { subjects: ["Physics", "Maths"] }, "Mr Brown": {} },
  lessons: {
    physics: { subject: "Physics", teachers: ["Mr Jones", "Ms Smith"], classes: ["9A"], at: "Monday 1" },
    maths: { subject: "Maths", teachers: ["Mr Jones"], classes: ["9A"], at: "Monday 2" },
    art: { subject: "Art", teachers: ["Mr Brown"], classes: ["9A"], at: "Monday 3" },
    cover: { subject: "Maths", teachers: ["Ms Smith"], taughtBy: ["Mr Brown"], classes: ["9A"], at: "Monday 4" }
  }
}

describe("not_qualified", () => {
  it("finds teachers of a lesson whose subjects are recorded without it", () => {
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["physics"], resources: ["teacher Ms Smith"], slots: ["Monday 1"] }
    ])
    expect(messages(story, rule)).toEqual([
      "Ms Smith teaches 9A Physics on Monday, period 1 without being qualified for it"
    ])
  })

  it("asks who teaches in fact, and leaves unplaced lessons alone", () => {
    const changed: Story = {
      ...story,
      lessons: {
        cover: { subject: "Art", teachers: ["Mr Brown"], taughtBy: ["Ms Smith"], at: "Monday 4" },
        later: { subject: "Art", teachers: ["Ms Smith"] }
      }
    }
    expect(find(changed, rule).map(({ lessons }) => lessons)).toEqual([["cover"]])
  })
})
