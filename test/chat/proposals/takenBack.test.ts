import { describe, expect, it } from "vitest"
import { standing } from "../../../src/chat/proposals/takenBack.ts"
import type { ChangeRecord } from "../../../src/schedule/ChangeRepo.ts"
import { noEdit } from "../../../src/timetable/Edit.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { TimetableId } from "../../../src/timetable/Timetable.ts"

const record = (id: string, undoOf: string | null): ChangeRecord => ({
  id,
  undoOf,
  schoolId: SchoolId.make("s"),
  timetableId: TimetableId.make("t"),
  version: 1,
  actor: { id: "a", name: "A" },
  at: 0,
  kind: undoOf === null ? "applied" : "undone",
  edit: noEdit,
  why: null,
  suggestionId: null,
  score: { before: null, after: null },
  conflicts: { added: [], resolved: [] }
})

/** From the oldest on: "a", "u>a" takes a back. */
const stand = (...story: ReadonlyArray<string>) =>
  standing(
    story
      .map(step => {
        const [id = "", undoOf = null] = step.split(">")
        return record(id, undoOf)
      })
      .reverse()
  ).map(({ id }) => id)

describe("what stands of a history", () => {
  it.each([
    [
      ["a", "b"],
      ["b", "a"]
    ],
    [["a", "u>a"], ["u"]],
    [
      ["a", "u>a", "r>u"],
      ["r", "a"]
    ],
    [
      ["a", "u>a", "r>u", "v>r"],
      ["v", "u"]
    ],
    [
      ["a", "b", "u>a"],
      ["u", "b"]
    ],
    [
      ["a", "b", "u>b", "c", "v>c", "w>a"],
      ["w", "v", "u"]
    ]
  ])("after %j is %j", (story, left) => {
    expect(stand(...story)).toEqual(left)
  })
})
