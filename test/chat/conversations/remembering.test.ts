import { describe, expect, it } from "vitest"
import { type Memory, nothingYet } from "../../../src/assistant/intent/Memory.ts"
import { remembering } from "../../../src/chat/conversations/remembering.ts"
import type { AnswerMetadata } from "../../../src/protocol/ServerFrame.ts"
import type { WireChange } from "../../../src/protocol/WireChange.ts"
import type { WireSuggestion } from "../../../src/protocol/WireSuggestion.ts"

const answer: AnswerMetadata = {
  ref: "r",
  message_id: "m",
  conversation_id: "c",
  conflict_ids: [],
  lesson_ids: [],
  suggestions: [],
  actions: [],
  provider: "engine",
  degraded: false
}

const changed = (id: string, kind: WireChange["kind"], undoOf: string | null, name = id): AnswerMetadata => ({
  ...answer,
  command: "/apply",
  data: {
    kind: "change",
    timetable: { id: "t", name: "T", version: 2 },
    change: {
      change_id: id,
      timetable_id: "t",
      version: 2,
      kind,
      actor: { id: "a", name: "Ann" },
      at: "2026-11-23T10:00:00.000Z",
      why: null,
      suggestion_id: null,
      undo_of: undoOf,
      changes: [{ lesson_id: "l", name, from: null, to: null }],
      locks: [],
      substitutions: [],
      published: null,
      conflicts: { added: [], resolved: [] },
      score: { before: null, after: null }
    }
  }
})

const suggestion = (id: string): WireSuggestion => ({
  id,
  timetable_id: "t",
  version: 2,
  kind: "move",
  scope: {},
  changes: [],
  delta: { hard: 0, soft: 0, constraints: {} },
  resolved: [],
  added: [],
  disturbance: { lessons: 0, times: 0, rooms: 0, days: 0, teachers: 0, classes: 0 },
  reason: "",
  search: { depth: 1, nodes: 1, ms: 0, complete: true },
  expires_at: "2026-11-24T10:00:00.000Z",
  hash: "h"
})

const suggested = (command: string, ...ids: ReadonlyArray<string>): AnswerMetadata => ({
  ...answer,
  command,
  suggestions: ids.map(suggestion)
})

const memoryAfter = (...answers: ReadonlyArray<AnswerMetadata>): Memory => answers.reduce(remembering, nothingYet)

describe("what a conversation can refer to", () => {
  it("is what it changed and did not take back; an undo stands until it is redone", () => {
    const story = [changed("a", "applied", null), changed("b", "applied", null), changed("u", "undone", "b")]
    expect(memoryAfter(...story).changes).toEqual([
      { id: "a", isUndo: false },
      { id: "u", isUndo: true }
    ])
    expect(memoryAfter(...story, changed("r", "redone", "u")).changes).toEqual([
      { id: "a", isUndo: false },
      { id: "r", isUndo: false }
    ])
  })

  it("is what it changed last, fifty times", () => {
    const { changes, labels } = memoryAfter(...Array.from({ length: 60 }, (_, i) => changed(`c${i}`, "applied", null)))
    expect([changes.length, changes[0]?.id, Object.keys(labels).length]).toEqual([50, "c10", 50])
  })

  it("has a name of a line at most, and no half of a letter", () => {
    expect(memoryAfter(changed("a", "applied", null)).labels).toEqual({ a: "a: unplaced → unplaced" })
    const { labels } = memoryAfter(changed("a", "applied", null, "🙂".repeat(200)))
    expect(labels.a).toBe(`${"🙂".repeat(99)}…`)
  })

  it('is still the whole list of suggestions when one of them was looked at again, and that one for "do it"', () => {
    const { suggestions, offered } = memoryAfter(suggested("/suggest", "a", "b", "c"), suggested("/explain", "b"))
    expect([suggestions, offered]).toEqual([["a", "b", "c"], "b"])
    expect(memoryAfter(suggested("/suggest", "a"), suggested("/explain", "z")).suggestions).toEqual(["z"])
  })

  it("is the suggestion that was asked back alone, until the next answer", () => {
    const action = { id: "x", label: "Apply", command: "/apply", parameters: { suggestion: "s" } }
    const asked = { ...answer, actions: [action] }
    expect(memoryAfter(asked).offered).toBe("s")
    expect(memoryAfter({ ...answer, actions: [action, action] }).offered).toBeNull()
    expect(memoryAfter({ ...asked, command: "/basket" }).offered).toBeNull()
    expect(memoryAfter(asked, answer).offered).toBeNull()
  })
})
