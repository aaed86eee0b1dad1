import { describe, expect, it } from "vitest"
import { promptFor } from "../../../src/assistant/prompt/prompt.ts"
import { promptVersion, systemPrompt } from "../../../src/assistant/prompt/systemPrompt.ts"
import { demo, plainly } from "./contexts.ts"

/** A planner looks at Mrs. Smith's week, has been offered a move, and asks on. */
const asked = promptFor(
  {
    ...plainly(demo),
    view: {
      current_view: "teacher",
      selected_entities: ["teacher-mrs-smith"],
      visible_conflicts: ["teacher_clash-581581a646185970"],
      filters_applied: { day: "monday" }
    },
    suggestions: [
      {
        id: "0199f3c2-0000-7000-8000-000000000001",
        version: 3,
        status: "open",
        reason: "Move 7a Maths to Monday, period 7: resolves the clash of Mrs. Smith.",
        delta: { hard: -1, soft: 0 }
      }
    ]
  },
  [
    { role: "user", text: "Why is Monday red?" },
    { role: "assistant", text: "Mrs. Smith has two lessons in period 3." }
  ]
)

describe("the prompt", () => {
  it("reads like this for the demo school (a changed text needs a new promptVersion)", async () => {
    const rendered = `prompt version ${promptVersion}\n\n${asked.prompt}\n`
    await expect(rendered).toMatchFileSnapshot("fixtures/demoSchool.txt")
  })

  it("has everything that may be cited, and the conversation apart", () => {
    expect(asked.conflictIds).toHaveLength(9)
    expect(asked.suggestionIds).toEqual(["0199f3c2-0000-7000-8000-000000000001"])
    expect(asked.lessonIds).toContain("lesson-7a-maths-4")
    expect(asked.messages.map(({ role }) => role)).toEqual(["user", "assistant"])
    expect(asked.prompt).not.toContain("Why is Monday red?")
  })

  it("says so where there is no timetable, and where messages are left out", () => {
    const said = [
      { role: "user" as const, text: "Hello" },
      { role: "user" as const, text: "Are you there?" }
    ]
    const { prompt, messages } = promptFor(null, said, { facts: 0, conversation: 8 })
    expect(prompt).toBe(
      `${systemPrompt}\n\nThe school has no timetable yet: there is no data.\n\n1 earlier message of this conversation left out.`
    )
    expect(messages).toEqual([{ role: "user", text: "Are you there?" }])
  })

  it("says so where no fact fits", () => {
    expect(promptFor(plainly(demo), [], { facts: 0, conversation: 0 }).prompt).toBe(
      `${systemPrompt}\n\nNo data is given: ask the tools.`
    )
  })
})
