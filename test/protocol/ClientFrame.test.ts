import { Either } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type BadFrame, decodeClientFrame } from "../../src/protocol/ClientFrame.ts"

const timestamp = "2026-11-23T08:00:00Z"
const decode = (value: unknown) => decodeClientFrame(JSON.stringify(value), () => "fresh")
const refusal = (value: unknown): Pick<BadFrame, "ref" | "code" | "message" | "issues"> => {
  const { ref, code, message, issues } = Either.getOrThrow(Either.flip(decode(value)))
  return { ref, code, message, issues }
}
const context = {
  current_view: "class",
  selected_entities: ["class-7b"],
  visible_conflicts: ["x"],
  filters_applied: { day: 1 }
} as const

describe("a frame of a client", () => {
  it.each([
    [
      "free text",
      { type: "user", content: "hi" },
      { _tag: "User", content: "hi", conversationId: null, timetableId: null, context: null }
    ],
    [
      "free text about something",
      { type: "user", content: "hi", metadata: { conversation_id: "c1", timetable_id: "t", context, mine: 1 } },
      { _tag: "User", content: "hi", conversationId: "c1", timetableId: "t", context }
    ],
    [
      "a slash line",
      { type: "command", content: "/help" },
      { _tag: "Command", content: "/help", command: null, conversationId: null, timetableId: null, context: null }
    ],
    [
      "a command in metadata, whose context counts when there is no other",
      { type: "command", content: "", metadata: { command: { command: "/help", context } } },
      {
        _tag: "Command",
        content: "",
        command: { command: "/help", context },
        conversationId: null,
        timetableId: null,
        context
      }
    ],
    [
      "hello",
      { type: "system", content: "", metadata: { event: "hello", token: null, extra: true } },
      { _tag: "Hello", body: { token: null } }
    ],
    [
      "view",
      { type: "system", content: "", metadata: { event: "view", subscribe: ["conv:1"] } },
      { _tag: "View", body: { subscribe: ["conv:1"] } }
    ],
    [
      "cancel",
      { type: "system", content: "", metadata: { event: "cancel", target: "q1" } },
      { _tag: "Cancel", body: { target: "q1" } }
    ],
    [
      "auth",
      { type: "system", content: "", metadata: { event: "auth", token: "t" } },
      { _tag: "Auth", body: { token: "t" } }
    ],
    ["ping", { type: "system", content: "", metadata: { event: "ping", t: [1] } }, { _tag: "Ping", body: { t: [1] } }]
  ])("is read: %s", (_what, frame, expected) => {
    expect(decode({ id: "q", timestamp, unknown: "ignored", ...frame })).toEqual(Either.right({ id: "q", ...expected }))
  })

  it("is a bare ChatCommand, with its own id or a fresh one", () => {
    const rest = { _tag: "Command", content: "", conversationId: null, timetableId: null }
    expect(decode({ command: "/help" })).toEqual(
      Either.right({ ...rest, id: "fresh", command: { command: "/help" }, context: null })
    )
    const full = { command: "/help", id: "mine", parameters: { a: [1] }, context }
    expect(decode(full)).toEqual(Either.right({ ...rest, id: "mine", command: full, context }))
  })

  it.each([
    [
      "all that is missing",
      { id: "q", type: "user" },
      [
        { path: "content", message: "is missing" },
        { path: "timestamp", message: "is missing" }
      ]
    ],
    [
      "what is wrong deep inside",
      {
        id: "q",
        type: "user",
        content: "",
        timestamp,
        metadata: { context: { ...context, current_view: "x", selected_entities: [1, "a", 2] } }
      },
      [
        { path: "metadata.context.current_view", message: "one of weekly, teacher, class, room" },
        { path: "metadata.context.selected_entities.0", message: "Expected string, actual 1" },
        { path: "metadata.context.selected_entities.2", message: "Expected string, actual 2" }
      ]
    ],
    [
      "a conversation that can be none",
      { id: "q", type: "user", content: "", timestamp, metadata: { conversation_id: "a b" } },
      [{ path: "metadata.conversation_id", message: "1 to 64 letters, digits, _ or -" }]
    ],
    [
      "a command in metadata without a command",
      { id: "q", type: "command", content: "", timestamp, metadata: { command: {} } },
      [{ path: "metadata.command.command", message: "is missing" }]
    ],
    [
      "a token that is none",
      { id: "q", type: "system", content: "", timestamp, metadata: { event: "auth" } },
      [{ path: "metadata.token", message: "is missing" }]
    ]
  ])("is refused with the path of %s", (_what, frame, issues) => {
    expect(refusal(frame)).toEqual({
      ref: "q",
      code: "validation_failed",
      message: `${issues[0]?.path}: ${issues[0]?.message}`,
      issues
    })
  })

  it("is refused with at most 20 issues, and gives back little of what was sent", () => {
    const long = "x".repeat(10_000)
    const many = refusal({
      id: "q",
      type: "user",
      content: "",
      timestamp,
      metadata: { context: { ...context, selected_entities: Array.from({ length: 500 }, () => 1) } }
    })
    expect(many.issues).toHaveLength(20)
    const big = refusal({ id: "q", type: "user", content: [long], timestamp })
    expect(big.issues).toEqual([
      { path: "content", message: expect.stringMatching(/^Expected string, actual .{1,200}…$/) }
    ])
    expect(big.message.length).toBeLessThan(250)
  })

  it("whatever comes is taken or refused, never thrown", () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map(value => JSON.stringify(value) ?? "")
    )
    fc.assert(
      fc.property(anyText, text => {
        const decoded = decodeClientFrame(text, () => "fresh")
        if (Either.isLeft(decoded)) expect(decoded.left.message).not.toBe("")
      }),
      { numRuns: 500 }
    )
  })

  it("whatever stands in an envelope is taken or refused with paths inside it", () => {
    const types = fc.constantFrom("user", "command", "system", "assistant", "x")
    const events = fc.constantFrom("hello", "view", "cancel", "auth", "ping", "none")
    const anyMetadata = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          event: events,
          run_id: fc.jsonValue(),
          token: fc.jsonValue(),
          context: fc.jsonValue(),
          command: fc.jsonValue()
        },
        { requiredKeys: [] }
      )
    )
    fc.assert(
      fc.property(types, fc.jsonValue(), anyMetadata, (type, content, metadata) => {
        const decoded = decode({ id: "q", type, content, timestamp, metadata })
        if (Either.isLeft(decoded)) {
          expect(decoded.left.ref).toBe("q")
          for (const { path } of decoded.left.issues) expect(path).toMatch(/^(type|content|metadata)/)
        }
      }),
      { numRuns: 1_000 }
    )
  })

  it("means the same when it has been through JSON once more", () => {
    const anyContext = fc.record({
      current_view: fc.constantFrom("weekly", "teacher", "class", "room"),
      selected_entities: fc.array(fc.string(), { maxLength: 5 }),
      visible_conflicts: fc.array(fc.string(), { maxLength: 5 }),
      filters_applied: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })
    })
    const noNul = (text: string) => !text.includes("\u0000")
    fc.assert(
      fc.property(fc.fullUnicodeString().filter(noNul), anyContext, (content, about) => {
        fc.pre(JSON.stringify(about).includes("\\u0000") === false)
        const decoded = Either.getOrThrow(
          decode({ id: "q", type: "user", content, timestamp, metadata: { context: about } })
        )
        expect(decoded).toEqual({
          _tag: "User",
          id: "q",
          content,
          conversationId: null,
          timetableId: null,
          context: JSON.parse(JSON.stringify(about, (key, value) => (key === "__proto__" ? undefined : value)))
        })
      })
    )
  })
})
