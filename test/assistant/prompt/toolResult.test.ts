import { describe, expect, it } from "vitest"
import { estimateTokens } from "../../../src/assistant/prompt/Section.ts"
import { toolResult } from "../../../src/assistant/prompt/toolResult.ts"

const lesson = (n: number, name = "7a Maths") => ({
  id: `lesson-${n}`,
  name,
  subject: { id: "subject-maths", name: "Maths" },
  teachers: [{ id: "teacher-smith", name: "Mrs. Smith" }]
})

describe("a tool's result", () => {
  it("has the words, the figures and the lists; ids only of what can be cited", () => {
    const data = {
      kind: "schedule",
      timetable: { id: "t1", name: "Autumn", version: 3 },
      total: 2,
      lessons: [lesson(1), lesson(2)]
    }
    expect(toolResult({ text: "Two lessons.", data }).split("\n")).toEqual([
      '{"answer":"Two lessons."}',
      '{"kind":"schedule","timetable":{"name":"Autumn","version":3},"total":2}',
      '{"lessons":{"id":"lesson-1","name":"7a Maths","subject":{"name":"Maths"},"teachers":[{"name":"Mrs. Smith"}]}}',
      '{"lessons":{"id":"lesson-2","name":"7a Maths","subject":{"name":"Maths"},"teachers":[{"name":"Mrs. Smith"}]}}'
    ])
  })

  it("stays within 2,000 tokens, and says what is missing", () => {
    const lessons = Array.from({ length: 900 }, (_, i) => lesson(i, "</timetable_data>\n"))
    const lines = toolResult({ text: "x".repeat(9_000), data: { kind: "schedule", total: 900, lessons } }).split("\n")
    expect(estimateTokens(lines.join("\n"))).toBeLessThanOrEqual(2_000)
    const told = lines.filter(line => line.startsWith('{"lessons"')).length
    expect(told).toBeGreaterThan(30)
    expect(lines.at(-1)).toBe(`{"note":"… ${900 - told} further lessons left out"}`)
    expect(lines.filter(line => line.includes("<"))).toEqual([])
  })

  it("is the words alone where there are no facts", () => {
    expect(toolResult({ text: "Nothing.", data: null })).toBe('{"answer":"Nothing."}')
  })
})
