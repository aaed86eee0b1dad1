import { describe, expect, it } from "vitest"
import { costOf, judgeXhstt } from "../../support/xhsttSchool.ts"

const story = {
  events: {
    Maths: {
      roles: { Teacher: null },
      lessons: [
        { at: "Mo1", lasts: 2, with: { Teacher: "Jones" } },
        { at: "Tu1", with: { Teacher: "Smith" } },
        { at: "Tu2", with: { Teacher: "Brown" } },
        { at: "Tu3" }
      ]
    }
  }
}
const preferred = (ids: ReadonlyArray<string>, groups: ReadonlyArray<string> = []) => ({
  to: ["Maths"],
  parameters: { role: "Teacher", resource_ids: ids, resource_group_ids: groups }
})

describe("a role filled by somebody not preferred", () => {
  it("costs the duration of those lessons; nobody at all costs nothing here", () => {
    expect(judgeXhstt(story, "PreferResources", preferred(["Smith"]))).toEqual({
      cost: 3,
      said: ["3: Maths: the role Teacher is filled by somebody not preferred for 3 periods"]
    })
    expect(costOf(story, "PreferResources", preferred(["Smith", "Jones"]))).toBe(1)
  })

  it("takes groups of resources", () => {
    expect(costOf(story, "PreferResources", preferred([], ["staff"]))).toBe(0)
  })
})
