import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: {
    "Maths 1": {
      roles: { Teacher: null },
      lessons: [{ with: { Teacher: "Smith" } }, { with: { Teacher: "Jones" } }, {}]
    },
    "Maths 2": { roles: { Teacher: null }, lessons: [{ with: { Teacher: "Smith" } }, { with: { Teacher: "Brown" } }] },
    Art: { roles: { Teacher: null }, lessons: [{}, {}] }
  },
  groups: { maths: ["Maths 1", "Maths 2"], art: ["Art"] }
}
const parameters = { role: "Teacher" }

describe("a role split between resources", () => {
  it("costs one for each resource after the first, over all courses of the group", () => {
    expect(judgeXhstt(story, "AvoidSplitAssignments", { to: ["maths", "art"], parameters })).toEqual({
      cost: 2,
      said: ["2: The role Teacher of maths is split between Brown, Jones and Smith"]
    })
  })

  it("that nobody fills costs nothing", () => {
    expect(costOf(story, "AvoidSplitAssignments", { to: ["art"], parameters })).toBe(0)
  })
})
