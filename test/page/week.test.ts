import { describe, expect, it } from "vitest"
import { cellsOf } from "../../src/page/grid/cellsOf.ts"
import { fresh, fromHistory, withHistory } from "../../src/page/state/Message.ts"
import { conflictsIn, lessonsIn, severities, wholeWeek } from "../../src/page/state/View.ts"
import { afterChange, weekOf } from "../../src/page/state/Week.ts"
import type { WireConflict } from "../../src/protocol/Facts.ts"
import type { WireChange } from "../../src/protocol/WireChange.ts"
import type { WireGrid } from "../../src/protocol/WireGrid.ts"

const period = (slot: number) => ({ slot, name: String(slot + 1), start: null, end: null, is_break: false })
const maths = {
  id: "maths",
  name: "7a Maths",
  subject_id: "s",
  teacher_ids: ["smith"],
  class_ids: ["7a"],
  room_ids: ["101"],
  duration: 2,
  weeks: ["A"],
  slot: 0,
  pinned: null
}
const assembly = {
  ...maths,
  id: "assembly",
  class_ids: ["year7"],
  teacher_ids: ["kaye"],
  duration: 1,
  weeks: [],
  slot: 2
}
const grid: WireGrid = {
  timetable: { id: "t", name: "Week", version: 4 },
  published: false,
  may_write: true,
  days: [{ name: "Monday", short_name: "Mon", periods: [0, 1, 2, 3].map(period) }],
  weeks: ["A", "B"],
  teachers: [{ id: "smith", name: "Mrs. Smith" }],
  classes: [
    { id: "7a", name: "7a", shares: ["year7"] },
    { id: "year7", name: "Year 7", shares: ["7a"] }
  ],
  rooms: [],
  subjects: [],
  total: 2,
  lessons: [maths, assembly]
}
const week = weekOf(grid, grid.lessons)

const slot = { slot: 2, day: "Monday", period: "3", start: null, end: null }
const change: WireChange = {
  change_id: "c",
  timetable_id: "t",
  version: 5,
  kind: "applied",
  actor: { id: "u", name: "U" },
  at: "2026-01-05T08:00:00Z",
  why: null,
  suggestion_id: null,
  undo_of: null,
  changes: [
    {
      lesson_id: "maths",
      name: "7a Maths",
      from: null,
      to: { slot, rooms: [{ id: "102", name: "102" }], teachers: [{ id: "smith", name: "Mrs. Smith" }] }
    }
  ],
  locks: [],
  substitutions: [],
  published: null,
  conflicts: { added: [], resolved: [] },
  score: { before: null, after: null }
}

const conflict: WireConflict = {
  id: "x",
  kind: "teacher_clash",
  severity: "soft",
  constraint_id: "c",
  deviation: 1,
  cost: 1,
  lessons: ["maths"],
  resources: [],
  slots: [],
  message: "wrong"
}

describe("the week on the page", () => {
  it("follows a change: time, room and version", () => {
    const after = afterChange(week, change)
    expect(after?.lessons.get("maths")).toEqual({ ...maths, slot: 2, room_ids: ["102"] })
    expect(after?.timetable.version).toBe(5)
  })

  it("passes over what it has already, and asks to be loaded anew where something is missing", () => {
    expect(afterChange(week, { ...change, version: 4 })).toBe(week)
    expect(afterChange(week, { ...change, timetable_id: "other" })).toBe(week)
    expect(afterChange(week, { ...change, version: 6 })).toBe(null)
    expect(afterChange(week, { ...change, cut: { changes: 900, added: 0, resolved: 0 } })).toBe(null)
    expect(afterChange(week, { ...change, kind: "imported" })).toBe(null)
  })

  it("shows a class what its year does, and each week its own lessons", () => {
    const ids = (view: Partial<typeof wholeWeek>, troubled = new Map()) =>
      lessonsIn(week, { ...wholeWeek, ...view }, troubled).map(({ id }) => id)
    expect(ids({})).toEqual(["maths", "assembly"])
    expect(ids({ kind: "class", entityId: "7a" })).toEqual(["maths", "assembly"])
    expect(ids({ kind: "teacher", entityId: "smith" })).toEqual(["maths"])
    expect(ids({ week: "B" })).toEqual(["assembly"])
    expect(ids({ onlyConflicts: true }, new Map([["assembly", "hard"]]))).toEqual(["assembly"])
  })

  it("tells the worst of a lesson, and only what concerns those on the screen", () => {
    const hard = { ...conflict, id: "y", severity: "hard" as const }
    expect(severities([conflict, hard])).toEqual(new Map([["maths", "hard"]]))
    expect(conflictsIn(week, { ...wholeWeek, kind: "teacher", entityId: "kaye" }, [conflict])).toEqual([])
    expect(conflictsIn(week, { ...wholeWeek, kind: "teacher", entityId: "smith" }, [conflict])).toEqual([conflict])
  })

  it("draws a double lesson in both of its periods", () => {
    const cells = cellsOf(grid.lessons, null)
    expect(
      [...cells].map(([at, items]) => [at, items.map(({ lesson, isContinued }) => [lesson.id, isContinued])])
    ).toEqual([
      [0, [["maths", false]]],
      [1, [["maths", true]]],
      [2, [["assembly", false]]]
    ])
  })
})

describe("a conversation from the history", () => {
  it("has each answer beside what it answers", () => {
    const at = "2026-01-05T08:00:00Z"
    const messages = fromHistory([
      { id: "1", type: "user", content: "Hello", at },
      { id: "2", type: "assistant", content: "Good morning.", at, ref: "q1", lesson_ids: ["maths"] },
      { id: "3", type: "command", content: "/score", at }
    ])
    expect(messages.map(({ ref, said, text, state }) => [ref, said, text, state])).toEqual([
      ["q1", "Hello", "Good morning.", "done"],
      ["3", "/score", "", "done"]
    ])
    expect(messages[0]?.answer?.lesson_ids).toEqual(["maths"])
  })
  it("leaves alone what is being said and is not in it yet", () => {
    const running = { ...fresh("q1", null), text: "Good", state: "running" as const }
    expect(withHistory([], [running])).toEqual([running])
  })
})
