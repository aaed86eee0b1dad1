import { describe, expect, it } from "vitest"
import { judgeXhstt } from "../../support/xhsttSchool.ts"

describe("a role that nobody fills", () => {
  it("costs the duration of the lessons, with or without a time; a course without the role costs nothing", () => {
    const story = {
      events: {
        Maths: {
          roles: { Teacher: null },
          lessons: [{ at: "Mo1", lasts: 2 }, { at: "Tu1", with: { Teacher: "Smith" } }, { lasts: 3 }]
        },
        Art: { given: ["Jones"], lessons: [{ at: "Mo1" }] }
      }
    }
    expect(judgeXhstt(story, "AssignResource", { to: ["Maths", "Art"], parameters: { role: "Teacher" } })).toEqual({
      cost: 5,
      said: ["5: Maths: nobody fills the role Teacher for 5 periods"]
    })
  })
})
