import { describe, expect, it } from "vitest"
import { changeLines } from "../../../src/chat/proposals/changeWords.ts"
import { inBrief, wireChange } from "../../../src/chat/proposals/wireSuggestion.ts"
import { makeModel } from "../../../src/constraints/Model.ts"
import type { ChangeRecord } from "../../../src/schedule/ChangeRepo.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { changeTo } from "../../../src/timetable/Change.ts"
import { noEdit } from "../../../src/timetable/Edit.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { TimetableId } from "../../../src/timetable/Timetable.ts"

const body = demoBody(demoTimetable)
const model = makeModel(body)
const unplacing = (count: number): ChangeRecord => ({
  id: "c1",
  schoolId: SchoolId.make("s"),
  timetableId: TimetableId.make("t"),
  version: 2,
  actor: { id: "a", name: "A" },
  at: Date.UTC(2026, 10, 23, 8),
  kind: "applied",
  edit: {
    ...noEdit,
    changes: body.placements.slice(0, count).map(placement => changeTo(placement, placement.lessonId, null))
  },
  why: null,
  suggestionId: null,
  undoOf: null,
  score: { before: { hard: 7, soft: 2 }, after: { hard: 8, soft: 2 } },
  conflicts: { added: [], resolved: [] }
})

describe("a change that moves more than a frame should hold", () => {
  it("is cut, with how much there is, in the facts and in the words", () => {
    const change = wireChange(model, unplacing(25), inBrief)
    expect(change.changes).toHaveLength(20)
    expect(change.cut).toEqual({ changes: 25, resolved: 0, added: 0 })
    const lines = changeLines(change)
    expect(lines).toHaveLength(13)
    expect(lines[1]).toBe("• 7a Maths: Friday 4 in 102 → unplaced")
    expect(lines.slice(-2)).toEqual(["… and 15 more.", "Hard 7 → 8, soft 2 → 2."])
  })

  it("is told in full where it fits", () => {
    const change = wireChange(model, unplacing(20), inBrief)
    expect(change.changes).toHaveLength(20)
    expect(change.cut).toBeUndefined()
  })
})
