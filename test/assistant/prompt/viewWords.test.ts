import { describe, expect, it } from "vitest"
import { viewWords } from "../../../src/assistant/prompt/viewWords.ts"
import { demo } from "./contexts.ts"

const weekly = {
  current_view: "weekly" as const,
  selected_entities: [],
  visible_conflicts: [],
  filters_applied: {}
}

describe("the view in words", () => {
  it.each([
    [weekly, "The user is looking at the whole week; 0 conflicts visible."],
    [
      {
        ...weekly,
        current_view: "room" as const,
        selected_entities: ["room-lab-1", "class-7a", "lesson-7a-maths-4", "gone"],
        visible_conflicts: ["any"]
      },
      "The user is looking at the rooms' view with room Lab 1, class 7a and lesson 7a Maths selected; 1 conflict visible."
    ],
    [
      { ...weekly, current_view: "class" as const, filters_applied: { day: "monday", kinds: ["gaps", 1], off: null } },
      'The user is looking at the classes\' view; 0 conflicts visible; filtered by day="monday", kinds=["gaps",1] and off=null.'
    ],
    [
      { ...weekly, selected_entities: Array.from({ length: 12 }, () => "class-7a") },
      `The user is looking at the whole week with ${"class 7a, ".repeat(9)}class 7a and 2 more selected; 0 conflicts visible.`
    ]
  ])("tells what is selected, visible and filtered (%#)", (view, words) => {
    expect(viewWords(demo.model, view)).toBe(words)
  })

  it("stays short, however much a client sends", () => {
    const filters = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`key ${i} ${"k".repeat(500)}`, "v".repeat(500)])
    )
    expect(viewWords(demo.model, { ...weekly, filters_applied: filters }).length).toBeLessThan(2_700)
  })
})
