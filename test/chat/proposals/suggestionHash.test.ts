import { describe, expect, it } from "vitest"
import { suggestionHash } from "../../../src/chat/proposals/suggestionHash.ts"
import { type Edit, noEdit } from "../../../src/timetable/Edit.ts"
import { LessonId } from "../../../src/timetable/Lesson.ts"

const to = { slot: 1, roomIds: [], teacherIds: null, assigned: [] }
const edit: Edit = { ...noEdit, changes: [{ lessonId: LessonId.make("maths"), from: null, to }] }

describe("the hash of a suggestion", () => {
  it("is the same however a database orders the keys", () => {
    const reordered: Edit = {
      published: null,
      substitutions: [],
      pins: [],
      changes: [
        { to: { assigned: [], teacherIds: null, roomIds: [], slot: 1 }, from: null, lessonId: LessonId.make("maths") }
      ]
    }
    expect(suggestionHash("t", 1, reordered)).toBe(suggestionHash("t", 1, edit))
  })

  it("differs with timetable, version and every part of the edit", () => {
    const hashes = [
      suggestionHash("t", 1, edit),
      suggestionHash("u", 1, edit),
      suggestionHash("t", 2, edit),
      suggestionHash("t", 1, noEdit),
      suggestionHash("t", 1, { ...edit, published: { from: false, to: true } }),
      suggestionHash("t", 1, {
        ...edit,
        changes: [{ lessonId: LessonId.make("maths"), from: null, to: { ...to, slot: 2 } }]
      })
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashes.every(hash => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  })
})
