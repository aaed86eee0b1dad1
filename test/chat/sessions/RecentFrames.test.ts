import { describe, expect, it } from "vitest"
import { RecentFrames } from "../../../src/chat/sessions/RecentFrames.ts"

const answer = {
  ref: "a",
  message_id: "m",
  conversation_id: "c",
  conflict_ids: [],
  lesson_ids: [],
  suggestions: [],
  actions: [],
  provider: "engine",
  degraded: false
}

describe("the last frames of a client", () => {
  it("are known by id and body, with their answer once there is one", () => {
    const recent = new RecentFrames()
    expect(recent.check("a", "body")).toBe("new")
    expect(recent.check("a", "body")).toEqual({ answer: null })
    recent.remember("a", answer)
    expect(recent.check("a", "body")).toEqual({ answer })
    expect(recent.check("a", "other body")).toBe("conflict")
    expect(recent.check("b", "other body")).toBe("new")
  })

  it("are new again when they failed", () => {
    const recent = new RecentFrames()
    recent.check("a", "body")
    recent.forget("a")
    expect(recent.check("a", "another body")).toBe("new")
  })

  it("are 32", () => {
    const recent = new RecentFrames()
    for (let i = 0; i < 33; i++) recent.check(String(i), "body")
    expect([recent.check("1", "body"), recent.check("0", "body")]).toEqual([{ answer: null }, "new"])
  })
})
